package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tags of EC2 resources. */
final class Ec2Tags {
    private static final Tags.Codes CODES = new Tags.Codes("TagLimitExceeded", "InvalidParameterValue");

    private final Network network;

    Ec2Tags(Network network) {
        this.network = network;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateTags", this::createTags,
                "DeleteTags", this::deleteTags,
                "DescribeTags", this::describeTags);
    }

    /** The tags that a create call brings along; they must be meant for the kind of resource that it creates. */
    static Map<String, String> fromSpecification(Fields input, String resourceType) {
        List<Fields> specifications = input.structs("TagSpecification");
        for (Fields specification : specifications) {
            String type = specification.required("ResourceType");
            if (!type.equals(resourceType)) {
                throw ApiError.of(
                        "InvalidParameterValue",
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
        }
        return Tags.read(
                specifications.stream()
                        .flatMap(specification -> specification.structs("Tag").stream())
                        .toList(),
                CODES);
    }

    ArrayNode tagSet(String id) {
        return Tree.list(
                network.tags.entries(id),
                tag -> Tree.node().put("key", tag.getKey()).put("value", tag.getValue()));
    }

    private ObjectNode createTags(Fields input) {
        List<String> resources = existing(input);
        Map<String, String> tags = Tags.read(input.structs("Tag"), CODES);
        resources.forEach(resource -> network.tags.checkRoom(resource, tags, CODES));
        resources.forEach(resource -> network.tags.put(resource, tags));
        return Tree.node().put("return", true);
    }

    private ObjectNode deleteTags(Fields input) {
        for (String resource : existing(input)) {
            List<String> keys = input.structs("Tag").stream()
                    .filter(tag -> holdsValue(resource, tag))
                    .map(tag -> tag.required("Key"))
                    .toList();
            network.tags.remove(resource, keys);
        }
        return Tree.node().put("return", true);
    }

    /** A tag given with a value is deleted only if it has that value (EC2 API reference, DeleteTags). */
    private boolean holdsValue(String resource, Fields tag) {
        Optional<String> value = tag.text("Value");
        return value.isEmpty() || value.get().equals(network.tags.of(resource).get(tag.required("Key")));
    }

    private List<String> existing(Fields input) {
        List<String> resources = input.texts("ResourceId");
        if (resources.isEmpty()) {
            throw ApiError.of("MissingParameter", "The request must contain the parameter resourceIdSet");
        }
        resources.stream().filter(id -> !exists(id)).findFirst().ifPresent(id -> {
            throw ApiError.of("InvalidID", "The ID '" + id + "' is not valid");
        });
        return resources;
    }

    private boolean exists(String id) {
        return allIds().anyMatch(id::equals);
    }

    private Stream<String> allIds() {
        return Stream.<Collection<String>>of(
                        network.vpcs.keySet(),
                        network.subnets.keySet(),
                        network.routeTables.keySet(),
                        network.internetGateways.keySet(),
                        network.securityGroups.keySet(),
                        network.securityGroupRules.keySet(),
                        network.interfaces.keySet(),
                        network.instances.keySet(),
                        network.prefixLists.keySet(),
                        network.addresses.keySet())
                .flatMap(Collection::stream);
    }

    private record Tagged(String resource, String key, String value) {}

    private ObjectNode describeTags(Fields input) {
        List<Tagged> all = allIds().flatMap(id ->
                        network.tags.entries(id).stream().map(tag -> new Tagged(id, tag.getKey(), tag.getValue())))
                .toList();
        Filters<Tagged> filters = new Filters<>(
                network.tags,
                network::pageSize,
                "",
                "",
                Tagged::resource,
                Map.of(
                        "resource-id", tag -> List.of(tag.resource()),
                        "key", tag -> List.of(tag.key()),
                        "value", tag -> List.of(tag.value())));
        Page<Tagged> page = filters.select(input, all);
        ObjectNode result = Tree.node();
        result.set(
                "tagSet",
                Tree.list(
                        page.entries(),
                        tag -> Tree.node()
                                .put("resourceId", tag.resource())
                                .put("key", tag.key())
                                .put("value", tag.value())));
        return result.put("nextToken", page.next());
    }
}
