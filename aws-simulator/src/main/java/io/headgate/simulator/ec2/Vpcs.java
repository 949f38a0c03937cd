package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Creates and describes VPCs, their route tables and internet gateways. */
final class Vpcs {
    private final Network network;
    private final NetworkBuilder builder;
    private final Ec2Tags tags;
    private final Filters<Vpc> vpcFilters;
    private final Filters<RouteTable> routeTableFilters;
    private final Filters<Map.Entry<String, String>> gatewayFilters;

    Vpcs(Network network, Ec2Tags tags) {
        this.network = network;
        this.builder = new NetworkBuilder(network);
        this.tags = tags;
        IntSupplier size = network::pageSize;
        this.vpcFilters = new Filters<>(
                network.tags,
                size,
                "VpcId",
                "InvalidVpcID.NotFound",
                Vpc::id,
                Map.of(
                        "vpc-id", vpc -> List.of(vpc.id()),
                        "cidr", vpc -> List.of(vpc.cidrs().getFirst()),
                        "state", _ -> List.of("available"),
                        "is-default", vpc -> List.of(String.valueOf(vpc.isDefault())),
                        "isDefault", vpc -> List.of(String.valueOf(vpc.isDefault()))));
        this.routeTableFilters = new Filters<>(
                network.tags,
                size,
                "RouteTableId",
                "InvalidRouteTableID.NotFound",
                RouteTable::id,
                Map.of(
                        "vpc-id", table -> List.of(table.vpcId()),
                        "route-table-id", table -> List.of(table.id()),
                        "association.subnet-id", RouteTable::subnetIds,
                        "association.main", table -> List.of(String.valueOf(table.main())),
                        "route.gateway-id",
                                table -> table.routes().stream()
                                        .map(RouteTable.Route::target)
                                        .toList()));
        this.gatewayFilters = new Filters<>(
                network.tags,
                size,
                "InternetGatewayId",
                "InvalidInternetGatewayID.NotFound",
                Map.Entry::getKey,
                Map.of(
                        "internet-gateway-id", gateway -> List.of(gateway.getKey()),
                        "attachment.vpc-id", gateway -> List.of(gateway.getValue())));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateVpc", this::createVpc,
                "DescribeVpcs", this::describeVpcs,
                "CreateInternetGateway", this::createGateway,
                "AttachInternetGateway", this::attachGateway,
                "DescribeInternetGateways", this::describeGateways,
                "CreateRouteTable", this::createRouteTable,
                "CreateRoute", this::createRoute,
                "AssociateRouteTable", this::associate,
                "DescribeRouteTables", this::describeRouteTables);
    }

    private ObjectNode createVpc(Fields input) {
        String cidr = Permissions.range(input.required("CidrBlock"), true);
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "vpc");
        String ipv6 = input.flag("AmazonProvidedIpv6CidrBlock").orElse(false)
                ? "2001:db8:" + network.ids.hex(3) + ":" + network.ids.hex(2) + "00::/56"
                : null;
        Vpc vpc = builder.addVpc(network.ids.ec2("vpc"), List.of(cidr), ipv6, false);
        network.tags.put(vpc.id(), tagged);
        ObjectNode result = Tree.node();
        result.set("vpc", write(vpc));
        return result;
    }

    private ObjectNode describeVpcs(Fields input) {
        Page<Vpc> page = vpcFilters.select(input, network.vpcs.values());
        ObjectNode result = Tree.node();
        result.set("vpcSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(Vpc vpc) {
        ObjectNode node = Tree.node()
                .put("vpcId", vpc.id())
                .put("state", "available")
                .put("cidrBlock", vpc.cidrs().getFirst())
                .put("ownerId", network.identity.accountId())
                .put("instanceTenancy", "default")
                .put("isDefault", vpc.isDefault());
        String association = "vpc-cidr-assoc-" + vpc.id();
        node.set("cidrBlockAssociationSet", CidrAssociations.write("cidrBlock", vpc.cidrs(), association));
        node.set(
                "ipv6CidrBlockAssociationSet",
                CidrAssociations.write(
                        "ipv6CidrBlock",
                        Optional.ofNullable(vpc.ipv6Cidr()).stream().toList(),
                        association));
        node.set("tagSet", tags.tagSet(vpc.id()));
        return node;
    }

    private ObjectNode createGateway(Fields input) {
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "internet-gateway");
        String id = network.ids.ec2("igw");
        network.internetGateways.put(id, "");
        network.tags.put(id, tagged);
        ObjectNode result = Tree.node();
        result.set("internetGateway", write(Map.entry(id, "")));
        return result;
    }

    private ObjectNode attachGateway(Fields input) {
        String id = existingGateway(input.required("InternetGatewayId"));
        String vpcId = network.existingVpc(input.required("VpcId")).id();
        if (network.internetGateways.containsValue(vpcId)) {
            throw ApiError.of("Resource.AlreadyAssociated", "VPC '" + vpcId + "' already has an internet gateway");
        }
        network.internetGateways.put(id, vpcId);
        return Tree.node().put("return", true);
    }

    private String existingGateway(String id) {
        if (!network.internetGateways.containsKey(id)) {
            throw ApiError.of(
                    "InvalidInternetGatewayID.NotFound", "The internetGateway ID '" + id + "' does not exist");
        }
        return id;
    }

    private ObjectNode describeGateways(Fields input) {
        Page<Map.Entry<String, String>> page = gatewayFilters.select(input, network.internetGateways.entrySet());
        ObjectNode result = Tree.node();
        result.set("internetGatewaySet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(Map.Entry<String, String> gateway) {
        ObjectNode node = Tree.node().put("internetGatewayId", gateway.getKey());
        List<String> vpcs = gateway.getValue().isEmpty() ? List.of() : List.of(gateway.getValue());
        node.set(
                "attachmentSet",
                Tree.list(vpcs, vpc -> Tree.node().put("vpcId", vpc).put("state", "available")));
        node.set("tagSet", tags.tagSet(gateway.getKey()));
        return node;
    }

    private ObjectNode createRouteTable(Fields input) {
        Vpc vpc = network.existingVpc(input.required("VpcId"));
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "route-table");
        RouteTable table = builder.addRouteTable(vpc, false);
        network.tags.put(table.id(), tagged);
        ObjectNode result = Tree.node();
        result.set("routeTable", write(table));
        return result;
    }

    private ObjectNode createRoute(Fields input) {
        RouteTable table = existingTable(input);
        String destination = input.text("DestinationCidrBlock")
                .or(() -> input.text("DestinationIpv6CidrBlock"))
                .orElseThrow(() -> ApiError.of("MissingParameter", "The request must contain a destination"));
        String target = input.text("GatewayId")
                .map(this::existingGateway)
                .or(() -> input.text("NatGatewayId"))
                .orElseThrow(() -> ApiError.of("MissingParameter", "The request must contain a gateway"));
        network.routeTables.put(table.id(), table.with(new RouteTable.Route(destination, target)));
        return Tree.node().put("return", true);
    }

    private ObjectNode associate(Fields input) {
        RouteTable table = existingTable(input);
        Subnet subnet = network.existingSubnet(input.required("SubnetId"));
        network.routeTables.put(table.id(), table.usedBy(subnet.id()));
        return Tree.node().put("associationId", network.ids.ec2("rtbassoc"));
    }

    private RouteTable existingTable(Fields input) {
        String id = input.required("RouteTableId");
        return Optional.ofNullable(network.routeTables.get(id))
                .orElseThrow(() ->
                        ApiError.of("InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist"));
    }

    private ObjectNode describeRouteTables(Fields input) {
        Page<RouteTable> page = routeTableFilters.select(input, network.routeTables.values());
        ObjectNode result = Tree.node();
        result.set("routeTableSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(RouteTable table) {
        ObjectNode node = Tree.node()
                .put("routeTableId", table.id())
                .put("vpcId", table.vpcId())
                .put("ownerId", network.identity.accountId());
        node.set(
                "routeSet",
                Tree.list(
                        table.routes(),
                        route -> Tree.node()
                                .put(
                                        route.destination().contains(":")
                                                ? "destinationIpv6CidrBlock"
                                                : "destinationCidrBlock",
                                        route.destination())
                                .put(route.target().startsWith("nat-") ? "natGatewayId" : "gatewayId", route.target())
                                .put("state", "active")
                                .put("origin", route.target().equals("local") ? "CreateRouteTable" : "CreateRoute")));
        List<String> subnetIds = table.main() ? List.of("") : table.subnetIds();
        node.set("associationSet", Tree.list(subnetIds, subnetId -> association(table, subnetId)));
        node.set("tagSet", tags.tagSet(table.id()));
        return node;
    }

    private static ObjectNode association(RouteTable table, String subnetId) {
        ObjectNode association = Tree.node()
                .put("routeTableAssociationId", "rtbassoc-" + table.id().substring("rtb-".length()))
                .put("routeTableId", table.id())
                .put("main", subnetId.isEmpty())
                .put("subnetId", subnetId.isEmpty() ? null : subnetId);
        association.putObject("associationState").put("state", "associated");
        return association;
    }
}
