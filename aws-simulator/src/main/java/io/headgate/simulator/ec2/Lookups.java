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

/** Prefix lists, elastic addresses, account attributes, and the lists that are always empty here. */
final class Lookups {
    private final Network network;
    private final Ec2Tags tags;
    private final Filters<Map.Entry<String, List<String>>> prefixListFilters;
    private final Filters<Map.Entry<String, String>> addressFilters;

    Lookups(Network network, Ec2Tags tags) {
        this.network = network;
        this.tags = tags;
        this.prefixListFilters = new Filters<>(
                network.tags,
                network::pageSize,
                "PrefixListId",
                "InvalidPrefixListID.NotFound",
                Map.Entry::getKey,
                Map.of("prefix-list-id", list -> List.of(list.getKey())));
        this.addressFilters = new Filters<>(
                network.tags,
                network::pageSize,
                "AllocationId",
                "InvalidAllocationID.NotFound",
                Map.Entry::getKey,
                Map.of(
                        "allocation-id", address -> List.of(address.getKey()),
                        "public-ip", address -> List.of(address.getValue())));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateManagedPrefixList", this::createPrefixList,
                "DescribeManagedPrefixLists", this::describePrefixLists,
                "GetManagedPrefixListEntries", this::prefixListEntries,
                "AllocateAddress", this::allocate,
                "DescribeAddresses", this::describeAddresses,
                "DescribeAccountAttributes", _ -> accountAttributes(),
                "DescribeCoipPools", _ -> empty("coipPoolSet"),
                "DescribeIpamPools", _ -> empty("ipamPoolSet"),
                "DescribeVpcPeeringConnections", _ -> empty("vpcPeeringConnectionSet"));
    }

    private static ObjectNode empty(String list) {
        ObjectNode result = Tree.node();
        result.putArray(list);
        return result;
    }

    private ObjectNode createPrefixList(Fields input) {
        String name = input.required("PrefixListName");
        List<String> entries = input.structs("Entry").stream()
                .map(entry -> entry.required("Cidr"))
                .toList();
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "prefix-list");
        String id = network.ids.ec2("pl");
        network.prefixLists.put(id, entries);
        network.tags.put(id, tagged);
        ObjectNode result = Tree.node();
        result.set("prefixList", write(Map.entry(id, entries)).put("prefixListName", name));
        return result;
    }

    private ObjectNode describePrefixLists(Fields input) {
        Page<Map.Entry<String, List<String>>> page = prefixListFilters.select(input, network.prefixLists.entrySet());
        ObjectNode result = Tree.node();
        result.set("prefixListSet", Tree.list(page.entries(), this::write));
        return result.put("nextToken", page.next());
    }

    private ObjectNode write(Map.Entry<String, List<String>> list) {
        ObjectNode node = Tree.node()
                .put("prefixListId", list.getKey())
                .put("addressFamily", "IPv4")
                .put("state", "create-complete")
                .put("prefixListName", list.getKey())
                .put("prefixListArn", network.identity.arn("ec2", "prefix-list/" + list.getKey()))
                .put("maxEntries", list.getValue().size())
                .put("version", 1)
                .put("ownerId", network.identity.accountId());
        node.set("tagSet", tags.tagSet(list.getKey()));
        return node;
    }

    private ObjectNode prefixListEntries(Fields input) {
        String id = input.required("PrefixListId");
        List<String> entries = Optional.ofNullable(network.prefixLists.get(id))
                .orElseThrow(() ->
                        ApiError.of("InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist"));
        ObjectNode result = Tree.node();
        result.set("entrySet", Tree.list(entries, cidr -> Tree.node().put("cidr", cidr)));
        return result;
    }

    private ObjectNode allocate(Fields input) {
        Map<String, String> tagged = Ec2Tags.fromSpecification(input, "elastic-ip");
        String id = network.ids.ec2("eipalloc");
        String address = "198.51.100." + (network.addresses.size() + 1);
        network.addresses.put(id, address);
        network.tags.put(id, tagged);
        return Tree.node().put("allocationId", id).put("publicIp", address).put("domain", "vpc");
    }

    private ObjectNode describeAddresses(Fields input) {
        Page<Map.Entry<String, String>> page = addressFilters.select(input, network.addresses.entrySet());
        ObjectNode result = Tree.node();
        result.set("addressesSet", Tree.list(page.entries(), address -> {
            ObjectNode node = Tree.node()
                    .put("allocationId", address.getKey())
                    .put("publicIp", address.getValue())
                    .put("domain", "vpc");
            node.set("tagSet", tags.tagSet(address.getKey()));
            return node;
        }));
        return result;
    }

    private static ObjectNode accountAttributes() {
        ObjectNode result = Tree.node();
        ObjectNode platforms =
                result.putArray("accountAttributeSet").addObject().put("attributeName", "supported-platforms");
        platforms.putArray("attributeValueSet").addObject().put("attributeValue", "VPC");
        return result;
    }
}
