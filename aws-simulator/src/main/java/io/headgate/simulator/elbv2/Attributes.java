package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Describes and changes the attributes of load balancers, listeners and target groups. Answers hold all of them. */
final class Attributes {
    private static final List<String> LOGS = List.of("access_logs", "connection_logs", "health_check_logs");

    private final LoadBalancing state;

    Attributes(LoadBalancing state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeLoadBalancerAttributes",
                input -> write(loadBalancer(input).attributes()),
                "ModifyLoadBalancerAttributes",
                this::modifyLoadBalancer,
                "DescribeTargetGroupAttributes",
                input -> write(targetGroup(input).attributes()),
                "ModifyTargetGroupAttributes",
                this::modifyTargetGroup,
                "DescribeListenerAttributes",
                input -> write(listener(input).attributes()),
                "ModifyListenerAttributes",
                this::modifyListener);
    }

    private LoadBalancer loadBalancer(Fields input) {
        return state.loadBalancer(input.required("LoadBalancerArn"));
    }

    private TargetGroup targetGroup(Fields input) {
        return state.targetGroup(input.required("TargetGroupArn"));
    }

    private Listener listener(Fields input) {
        return state.listener(input.required("ListenerArn"));
    }

    private static Map<String, String> merged(Map<String, String> before, Map<String, String> changes) {
        Map<String, String> after = new LinkedHashMap<>(before);
        after.putAll(changes);
        return after;
    }

    private ObjectNode modifyLoadBalancer(Fields input) {
        LoadBalancer before = loadBalancer(input);
        Map<String, String> after = merged(
                before.attributes(),
                Attribute.read(
                        input.structs("Attributes"), AttributeCatalogue.loadBalancer(before.type(), before.scheme())));
        LOGS.forEach(log -> checkBucket(after, log));
        state.loadBalancers.put(before.arn(), before.withAttributes(after));
        return write(after);
    }

    /** Logs need a bucket once they are enabled (LoadBalancerAttribute). */
    private static void checkBucket(Map<String, String> attributes, String log) {
        if ("true".equals(attributes.get(log + ".s3.enabled"))
                && attributes.getOrDefault(log + ".s3.bucket", "").isEmpty()) {
            throw ApiError.of("InvalidConfigurationRequest", "'" + log + ".s3.bucket' is needed to enable the log");
        }
    }

    private ObjectNode modifyTargetGroup(Fields input) {
        TargetGroup before = targetGroup(input);
        Map<String, String> after = merged(
                before.attributes(),
                Attribute.read(
                        input.structs("Attributes"),
                        AttributeCatalogue.targetGroup(before.protocol(), before.targetType())));
        checkAlgorithm(after);
        checkStickiness(after);
        state.targetGroups.put(before.arn(), before.withAttributes(after));
        return write(after);
    }

    /** Anomaly mitigation needs weighted random; slow start works with round robin only (TargetGroupAttribute). */
    private static void checkAlgorithm(Map<String, String> attributes) {
        String algorithm = attributes.getOrDefault("load_balancing.algorithm.type", "");
        boolean mitigates = "on".equals(attributes.get("load_balancing.algorithm.anomaly_mitigation"));
        boolean startsSlowly =
                !attributes.getOrDefault("slow_start.duration_seconds", "0").equals("0");
        if (mitigates && !algorithm.equals("weighted_random")) {
            throw ApiError.of("InvalidConfigurationRequest", "Anomaly mitigation needs the algorithm weighted_random");
        }
        if (startsSlowly && !algorithm.equals("round_robin")) {
            throw ApiError.of("InvalidConfigurationRequest", "Slow start needs the algorithm round_robin");
        }
    }

    private static void checkStickiness(Map<String, String> attributes) {
        if ("true".equals(attributes.get("stickiness.enabled"))
                && "app_cookie".equals(attributes.get("stickiness.type"))
                && attributes
                        .getOrDefault("stickiness.app_cookie.cookie_name", "")
                        .isEmpty()) {
            throw ApiError.of("InvalidConfigurationRequest", "Stickiness of type app_cookie needs a cookie name");
        }
    }

    private ObjectNode modifyListener(Fields input) {
        Listener before = listener(input);
        Map<String, String> after = merged(
                before.attributes(),
                Attribute.read(input.structs("Attributes"), AttributeCatalogue.listener(before.protocol())));
        state.listeners.put(before.arn(), before.withAttributes(after));
        return write(after);
    }

    private static ObjectNode write(Map<String, String> attributes) {
        ObjectNode result = Tree.node();
        result.set(
                "Attributes",
                Tree.list(
                        new TreeMap<>(attributes).entrySet(),
                        attribute -> Tree.node().put("Key", attribute.getKey()).put("Value", attribute.getValue())));
        return result;
    }
}
