package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Creates and describes subnets, and the zones they are in. */
final class Subnets {
    /** AWS keeps the first four addresses of a subnet and the last one. */
    private static final int RESERVED = 5;

    private static final List<String> DEFAULT_ZONES = List.of("a", "b", "c", "d");

    private final Network network;
    private final Ec2Tags tags;
    private final Filters<Subnet> filters;
    private final Filters<String> zoneFilters;

    Subnets(Network network, Ec2Tags tags) {
        this.network = network;
        this.tags = tags;
        this.filters = new Filters<>(
                network.tags, network::pageSize, "SubnetId", "InvalidSubnetID.NotFound", Subnet::id, properties());
        this.zoneFilters = new Filters<>(
                network.tags,
                network::pageSize,
                "ZoneName",
                "InvalidParameterValue",
                Function.identity(),
                Map.of(
                        "zone-name", List::of,
                        "zone-type", _ -> List.of("availability-zone"),
                        "region-name", _ -> List.of(network.identity.region()),
                        "state", _ -> List.of("available"),
                        "opt-in-status", _ -> List.of("opt-in-not-required")));
    }

    private Map<String, Function<Subnet, Collection<String>>> properties() {
        return Map.of(
                "vpc-id", subnet -> List.of(subnet.vpcId()),
                "subnet-id", subnet -> List.of(subnet.id()),
                "availability-zone", subnet -> List.of(subnet.zone()),
                "availabilityZone", subnet -> List.of(subnet.zone()),
                "cidr-block", subnet -> List.of(subnet.cidr()),
                "state", _ -> List.of("available"),
                "default-for-az", _ -> List.of("false"));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateSubnet", this::create,
                "DescribeSubnets", this::describe,
                "DescribeAvailabilityZones", this::describeZones);
    }

    private ObjectNode create(Fields input) {
        Vpc vpc = network.existingVpc(input.required("VpcId"));
        String cidr = Permissions.range(input.required("CidrBlock"), true);
        new NetworkBuilder(network).checkRange(vpc, cidr);
        String zone = input.text("AvailabilityZone").orElse(network.identity.region() + "a");
        if (!zones().contains(zone)) {
            throw ApiError.of(
                    "InvalidParameterValue", "Value (" + zone + ") for parameter availabilityZone is invalid");
        }
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "subnet");
        int free = (1 << (32 - Cidr.of(cidr).prefix())) - RESERVED;
        Subnet subnet = new Subnet(
                network.ids.ec2("subnet"),
                vpc.id(),
                zone,
                cidr,
                input.text("Ipv6CidrBlock").orElse(null),
                free);
        network.subnets.put(subnet.id(), subnet);
        network.tags.put(subnet.id(), tagged);
        ObjectNode result = Tree.node();
        result.set("subnet", write(subnet));
        return result;
    }

    private ObjectNode describe(Fields input) {
        Page<Subnet> page = filters.select(input, network.subnets.values());
        ObjectNode result = Tree.node();
        result.set("subnetSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(Subnet subnet) {
        ObjectNode node = Tree.node()
                .put("subnetId", subnet.id())
                .put("subnetArn", network.identity.arn("ec2", "subnet/" + subnet.id()))
                .put("state", "available")
                .put("vpcId", subnet.vpcId())
                .put("ownerId", network.identity.accountId())
                .put("cidrBlock", subnet.cidr())
                .put("availableIpAddressCount", network.freeAddresses(subnet))
                .put("availabilityZone", subnet.zone())
                .put("availabilityZoneId", zoneId(subnet.zone()))
                .put("defaultForAz", false)
                .put("mapPublicIpOnLaunch", false)
                .put("assignIpv6AddressOnCreation", false)
                .put("ipv6Native", false);
        node.set(
                "ipv6CidrBlockAssociationSet",
                CidrAssociations.write(
                        "ipv6CidrBlock",
                        Optional.ofNullable(subnet.ipv6Cidr()).stream().toList(),
                        "subnet-cidr-assoc-" + subnet.id()));
        node.set("tagSet", tags.tagSet(subnet.id()));
        return node;
    }

    private ObjectNode describeZones(Fields input) {
        List<String> ids = input.texts("ZoneId");
        List<String> zones = zones().stream()
                .filter(zone -> ids.isEmpty() || ids.contains(zoneId(zone)))
                .toList();
        ObjectNode result = Tree.node();
        result.set(
                "availabilityZoneInfo",
                Tree.list(
                        zoneFilters.select(input, zones).entries(),
                        zone -> Tree.node()
                                .put("zoneName", zone)
                                .put("zoneState", "available")
                                .put("regionName", network.identity.region())
                                .put("zoneId", zoneId(zone))
                                .put("zoneType", "availability-zone")
                                .put("groupName", network.identity.region())
                                .put("optInStatus", "opt-in-not-required")
                                .put("networkBorderGroup", network.identity.region())));
        return result;
    }

    private Collection<String> zones() {
        TreeSet<String> zones = new TreeSet<>();
        DEFAULT_ZONES.forEach(letter -> zones.add(network.identity.region() + letter));
        network.subnets.values().forEach(subnet -> zones.add(subnet.zone()));
        return zones;
    }

    /** {@code usw2-az1} for {@code us-west-2a}: the real numbering differs from account to account. */
    private String zoneId(String zone) {
        String[] parts = network.identity.region().split("-", 3);
        String area = parts.length == 3 ? parts[0] + parts[1].charAt(0) + parts[2] : network.identity.region();
        return area + "-az" + (zone.charAt(zone.length() - 1) - 'a' + 1);
    }
}
