package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.ec2.Subnet;
import io.headgate.simulator.elbv2.LoadBalancer.Placement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where a load balancer shall stand, and checks that it can. */
final class PlacementReader {
    /** An Application Load Balancer needs that many free addresses in each subnet to grow. */
    private static final int FREE_ADDRESSES = 8;

    private final Network network;

    PlacementReader(Network network) {
        this.network = network;
    }

    /**
     * Reads subnets.
     *
     * @param already ids of the subnets that it stands in: they need no further free addresses
     */
    List<Placement> read(Fields input, String type, String scheme, String ipAddressType, List<String> already) {
        List<Placement> placements = wired(input).stream().map(this::complete).toList();
        checkZones(placements, type);
        for (Placement placement : placements) {
            Subnet subnet = subnet(placement.subnetId());
            if (type.equals("application") && !already.contains(subnet.id())) {
                checkRoom(subnet);
            }
            if (ipAddressType.startsWith("dualstack") && subnet.ipv6Cidr() == null) {
                throw ApiError.of(
                        "InvalidSubnet",
                        "Subnet '" + subnet.id() + "' needs an IPv6 CIDR block for the address type " + ipAddressType);
            }
        }
        if (scheme.equals("internet-facing")
                && !network.hasInternetGateway(
                        subnet(placements.getFirst().subnetId()).vpcId())) {
            throw ApiError.of("InvalidSubnet", "The VPC of an internet-facing load balancer needs an internet gateway");
        }
        return placements;
    }

    private static List<Placement> wired(Fields input) {
        List<String> subnets = input.texts("Subnets");
        List<Fields> mappings = input.structs("SubnetMappings");
        // Either subnets or subnet mappings, never both and never none (CreateLoadBalancer).
        if (subnets.isEmpty() == mappings.isEmpty()) {
            throw ApiError.invalid("You must specify either subnets or subnet mappings");
        }
        if (mappings.isEmpty()) {
            return subnets.stream().map(id -> new Placement("", id, null, null)).toList();
        }
        return mappings.stream()
                .map(mapping -> new Placement(
                        "",
                        mapping.required("SubnetId"),
                        mapping.text("AllocationId").orElse(null),
                        mapping.text("PrivateIPv4Address").orElse(null)))
                .toList();
    }

    private Placement complete(Placement wired) {
        String allocation = wired.allocationId();
        if (allocation != null && !network.knowsAddress(allocation)) {
            throw ApiError.of("AllocationIdNotFound", "The allocation IDs '" + allocation + "' do not exist");
        }
        return new Placement(subnet(wired.subnetId()).zone(), wired.subnetId(), allocation, wired.privateIpv4Address());
    }

    private Subnet subnet(String id) {
        return network.subnet(id)
                .orElseThrow(() -> ApiError.of("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
    }

    private void checkZones(List<Placement> placements, String type) {
        Set<String> zones = new HashSet<>();
        placements.stream()
                .filter(placement -> !zones.add(placement.zone()))
                .findFirst()
                .ifPresent(placement -> {
                    throw ApiError.of(
                            "InvalidConfigurationRequest",
                            "A load balancer cannot be attached to multiple subnets in the same Availability Zone: "
                                    + placement.zone());
                });
        if (type.equals("application") && zones.size() < 2) {
            throw ApiError.invalid("At least two subnets in two different Availability Zones must be specified");
        }
        Optional<String> vpc = placements.stream()
                .map(each -> subnet(each.subnetId()).vpcId())
                .distinct()
                .skip(1)
                .findFirst();
        if (vpc.isPresent()) {
            throw ApiError.of("InvalidSubnet", "All subnets must be in the same VPC");
        }
    }

    private void checkRoom(Subnet subnet) {
        int free = network.freeAddresses(subnet);
        if (free < FREE_ADDRESSES) {
            throw ApiError.of(
                    "InvalidSubnet",
                    "Not enough IP space available in " + subnet.id() + ": the load balancer requires at least "
                            + FREE_ADDRESSES + " free IP addresses in each subnet, not " + free);
        }
    }
}
