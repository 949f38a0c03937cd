package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.List;
import java.util.Map;

/** Tags of load balancers, listeners, rules, target groups and trust stores. */
final class ElbTags {
    static final Tags.Codes CODES = new Tags.Codes("TooManyTags", "DuplicateTagKeys");
    /** As many resources may be named in one call (DescribeTags). */
    private static final int MOST_RESOURCES = 20;

    private final LoadBalancing state;

    ElbTags(LoadBalancing state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "AddTags", this::add,
                "RemoveTags", this::remove,
                "DescribeTags", this::describe);
    }

    private ObjectNode add(Fields input) {
        List<String> resources = resources(input);
        Map<String, String> tags = Tags.read(input.structs("Tags"), CODES);
        if (tags.isEmpty()) {
            throw ApiError.invalid("'Tags' is required.");
        }
        resources.forEach(arn -> state.setting.tags().checkRoom(arn, tags, CODES));
        resources.forEach(arn -> state.setting.tags().put(arn, tags));
        return Tree.node();
    }

    private ObjectNode remove(Fields input) {
        List<String> keys = input.texts("TagKeys");
        resources(input).forEach(arn -> state.setting.tags().remove(arn, keys));
        return Tree.node();
    }

    private ObjectNode describe(Fields input) {
        ObjectNode result = Tree.node();
        result.set("TagDescriptions", Tree.list(resources(input), arn -> {
            ObjectNode node = Tree.node().put("ResourceArn", arn);
            node.set(
                    "Tags",
                    Tree.list(
                            state.setting.tags().entries(arn),
                            tag -> Tree.node().put("Key", tag.getKey()).put("Value", tag.getValue())));
            return node;
        }));
        return result;
    }

    private List<String> resources(Fields input) {
        List<String> arns = input.texts("ResourceArns");
        if (arns.isEmpty() || arns.size() > MOST_RESOURCES) {
            throw ApiError.invalid(
                    "'ResourceArns' must have 1 to " + MOST_RESOURCES + " entries, not " + arns.size() + ".");
        }
        arns.forEach(this::checkExists);
        return arns;
    }

    private void checkExists(String arn) {
        if (arn.contains(":targetgroup/")) {
            state.targetGroup(arn);
        } else if (arn.contains(":listener-rule/")) {
            if (!state.defaultRules.containsValue(arn)) {
                state.rule(arn);
            }
        } else if (arn.contains(":listener/")) {
            state.listener(arn);
        } else if (arn.contains(":loadbalancer/")) {
            state.loadBalancer(arn);
        } else if (!state.trustStores.containsKey(arn)) {
            throw ApiError.invalid("'" + arn + "' is not a valid load balancing ARN");
        }
    }
}
