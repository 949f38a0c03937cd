package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Creates, changes and describes network interfaces. */
final class NetworkInterfaces {
    private final Network network;
    private final Ec2Tags tags;
    private final Filters<NetworkInterface> filters;

    NetworkInterfaces(Network network, Ec2Tags tags) {
        this.network = network;
        this.tags = tags;
        this.filters = new Filters<>(
                network.tags,
                network::pageSize,
                "NetworkInterfaceId",
                "InvalidNetworkInterfaceID.NotFound",
                NetworkInterface::id,
                properties());
    }

    private Map<String, Function<NetworkInterface, Collection<String>>> properties() {
        return Map.of(
                "vpc-id", each -> List.of(each.vpcId()),
                "subnet-id", each -> List.of(each.subnetId()),
                "network-interface-id", each -> List.of(each.id()),
                "availability-zone", each -> List.of(each.zone()),
                "description", each -> List.of(each.description()),
                "group-id", NetworkInterface::groupIds,
                "addresses.private-ip-address", NetworkInterface::addresses,
                "private-ip-address", each -> List.of(each.addresses().getFirst()),
                "ipv6-addresses.ipv6-address", NetworkInterface::ipv6Addresses,
                "attachment.instance-id", each -> instance(each).map(List::of).orElse(List.of()));
    }

    private static Optional<String> instance(NetworkInterface each) {
        return Optional.ofNullable(each.owner()).filter(owner -> owner.startsWith("i-"));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateNetworkInterface", this::create,
                "DeleteNetworkInterface", this::delete,
                "AssignPrivateIpAddresses", this::assign,
                "ModifyNetworkInterfaceAttribute", this::modify,
                "DescribeNetworkInterfaces", this::describe);
    }

    private ObjectNode create(Fields input) {
        Subnet subnet = network.existingSubnet(input.required("SubnetId"));
        List<String> wanted = input.texts("SecurityGroupId");
        wanted.forEach(network::existingGroup);
        NetworkInterface made = new NetworkInterface(
                network.ids.ec2("eni"),
                subnet.id(),
                subnet.vpcId(),
                subnet.zone(),
                input.text("Description").orElse(""),
                List.of(input.text("PrivateIpAddress").orElseGet(() -> network.freeAddress(subnet))),
                List.of(),
                wanted.isEmpty() ? List.of(network.defaultSecurityGroup(subnet.vpcId())) : wanted,
                null,
                false);
        network.interfaces.put(made.id(), made);
        ObjectNode result = Tree.node();
        result.set("networkInterface", write(made));
        return result;
    }

    private ObjectNode delete(Fields input) {
        NetworkInterface each = existing(input);
        if (each.owner() != null) {
            throw ApiError.of("InvalidParameterValue", "Network interface '" + each.id() + "' is currently in use.");
        }
        network.interfaces.remove(each.id());
        return Tree.node().put("return", true);
    }

    private ObjectNode assign(Fields input) {
        NetworkInterface each = existing(input);
        Set<String> addresses = new LinkedHashSet<>(each.addresses());
        addresses.addAll(input.texts("PrivateIpAddress"));
        network.interfaces.put(each.id(), each.withAddresses(List.copyOf(addresses)));
        return Tree.node().put("return", true).put("networkInterfaceId", each.id());
    }

    private ObjectNode modify(Fields input) {
        NetworkInterface each = existing(input);
        List<String> groups = input.texts("SecurityGroupId");
        groups.forEach(network::existingGroup);
        // The interface of a load balancer is changed through the load balancer only.
        if (each.requesterManaged()) {
            throw ApiError.of(
                    "OperationNotPermitted", "Network interface '" + each.id() + "' is managed by a service.");
        }
        if (!groups.isEmpty()) {
            network.interfaces.put(each.id(), each.withGroups(groups));
        }
        return Tree.node().put("return", true);
    }

    private NetworkInterface existing(Fields input) {
        String id = input.required("NetworkInterfaceId");
        return Optional.ofNullable(network.interfaces.get(id))
                .orElseThrow(() -> ApiError.of(
                        "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '" + id + "' does not exist"));
    }

    private ObjectNode describe(Fields input) {
        Page<NetworkInterface> page = filters.select(input, network.interfaces.values());
        ObjectNode result = Tree.node();
        result.set("networkInterfaceSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(NetworkInterface each) {
        ObjectNode node = addresses(each)
                .put("networkInterfaceId", each.id())
                .put("subnetId", each.subnetId())
                .put("vpcId", each.vpcId())
                .put("availabilityZone", each.zone())
                .put("description", each.description())
                .put("ownerId", network.identity.accountId())
                .put("requesterId", each.requesterManaged() ? "amazon-elb" : null)
                .put("requesterManaged", each.requesterManaged())
                .put("status", each.owner() == null ? "available" : "in-use")
                .put("interfaceType", "interface");
        node.set("groupSet", groupSet(network, each));
        instance(each)
                .ifPresent(instance -> node.putObject("attachment")
                        .put("attachmentId", each.id().replace("eni-", "eni-attach-"))
                        .put("instanceId", instance)
                        .put("instanceOwnerId", network.identity.accountId())
                        .put("deviceIndex", 0)
                        .put("status", "attached"));
        node.set("tagSet", tags.tagSet(each.id()));
        return node;
    }

    static ObjectNode addresses(NetworkInterface each) {
        ObjectNode node = Tree.node().put("privateIpAddress", each.addresses().getFirst());
        node.set(
                "privateIpAddressesSet",
                Tree.list(
                        each.addresses(),
                        address -> Tree.node()
                                .put("privateIpAddress", address)
                                .put("primary", address.equals(each.addresses().getFirst()))));
        node.set(
                "ipv6AddressesSet",
                Tree.list(each.ipv6Addresses(), address -> Tree.node().put("ipv6Address", address)));
        return node;
    }

    static ArrayNode groupSet(Network network, NetworkInterface each) {
        return Tree.list(
                each.groupIds(),
                id -> Tree.node()
                        .put("groupId", id)
                        .put(
                                "groupName",
                                network.securityGroup(id)
                                        .map(SecurityGroup::name)
                                        .orElse("")));
    }
}
