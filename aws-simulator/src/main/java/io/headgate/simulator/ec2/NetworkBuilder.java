package io.headgate.simulator.ec2;

import io.headgate.simulator.api.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts things into a network with all that AWS makes along with them. Ids may be chosen: seeds keep theirs. */
public final class NetworkBuilder {
    private final Network network;

    public NetworkBuilder(Network network) {
        this.network = network;
    }

    /** Adds a VPC with its main route table and its default security group. */
    public Vpc addVpc(String id, List<String> cidrs, @Nullable String ipv6Cidr, boolean isDefault) {
        Vpc vpc = new Vpc(id, cidrs, ipv6Cidr, isDefault);
        network.vpcs.put(id, vpc);
        addRouteTable(vpc, true);
        SecurityGroup group =
                SecurityGroups.add(network, network.ids.ec2("sg"), "default", "default VPC security group", vpc);
        SecurityGroupRule amongThemselves = new SecurityGroupRule(
                network.ids.ec2("sgr"), group.id(), false, "-1", -1, -1, new SecurityGroupRule.Group(group.id()), "");
        network.securityGroupRules.put(amongThemselves.id(), amongThemselves);
        return vpc;
    }

    RouteTable addRouteTable(Vpc vpc, boolean main) {
        List<RouteTable.Route> routes = new ArrayList<>();
        vpc.cidrs().forEach(cidr -> routes.add(new RouteTable.Route(cidr, "local")));
        if (vpc.ipv6Cidr() != null) {
            routes.add(new RouteTable.Route(vpc.ipv6Cidr(), "local"));
        }
        RouteTable table = new RouteTable(network.ids.ec2("rtb"), vpc.id(), main, routes, List.of());
        network.routeTables.put(table.id(), table);
        return table;
    }

    /** Adds an internet gateway and a route table that leads to it, for these subnets. */
    public void addPublicRoutes(String vpcId, List<String> subnetIds) {
        String gateway = network.ids.ec2("igw");
        network.internetGateways.put(gateway, vpcId);
        RouteTable table =
                addRouteTable(network.existingVpc(vpcId), false).with(new RouteTable.Route("0.0.0.0/0", gateway));
        for (String subnetId : subnetIds) {
            table = table.usedBy(subnetId);
        }
        network.routeTables.put(table.id(), table);
    }

    public void addSubnet(Subnet subnet, Map<String, String> tags) {
        network.subnets.put(subnet.id(), subnet);
        network.tags.put(subnet.id(), tags);
    }

    public void addSecurityGroup(String id, String name, String description, String vpcId, Map<String, String> tags) {
        SecurityGroups.add(network, id, name, description, network.existingVpc(vpcId));
        network.tags.put(id, tags);
    }

    /**
     * Adds a running instance with one interface.
     *
     * @param addresses the primary one first, then those of its pods
     */
    public Instance addInstance(
            String id,
            String privateDnsName,
            String subnetId,
            List<String> addresses,
            List<String> groupIds,
            Instant at) {
        Subnet subnet = network.existingSubnet(subnetId);
        NetworkInterface primary = new NetworkInterface(
                network.ids.ec2("eni"),
                subnetId,
                subnet.vpcId(),
                subnet.zone(),
                "Primary network interface",
                addresses,
                List.of(),
                groupIds,
                id,
                false);
        network.interfaces.put(primary.id(), primary);
        Instance instance = new Instance(
                id, privateDnsName, subnetId, subnet.vpcId(), subnet.zone(), List.of(primary.id()), "running", at);
        network.instances.put(id, instance);
        return instance;
    }

    /** Adds a prefix list with its entries. */
    public void addPrefixList(String id, List<String> cidrs) {
        network.prefixLists.put(id, List.copyOf(cidrs));
    }

    /** Adds an elastic address. */
    public void addAddress(String allocationId, String publicIp) {
        network.addresses.put(allocationId, publicIp);
    }

    /** Refuses a range that is not inside the VPC or overlaps another subnet (CreateSubnet). */
    void checkRange(Vpc vpc, String cidr) {
        Cidr wanted = Cidr.of(cidr);
        if (!vpc.contains(wanted.address(0))) {
            throw ApiError.of("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        boolean taken = network.subnets.values().stream()
                .filter(subnet -> subnet.vpcId().equals(vpc.id()))
                .anyMatch(subnet -> Cidr.of(subnet.cidr()).contains(wanted.address(0))
                        || wanted.contains(Cidr.of(subnet.cidr()).address(0)));
        if (taken) {
            throw ApiError.of("InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
        }
    }
}
