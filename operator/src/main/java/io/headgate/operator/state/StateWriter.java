package io.headgate.operator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.LoadBalancer.SubnetMapping;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.Matcher;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stacks in the normal form: what they mean in AWS, without ids, so that two states can be compared. Lists are sorted, tracking tags show
 * as {@code stack} and {@code resource}, names of target groups lose their hash.
 */
public final class StateWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int FORMAT_VERSION = 1;

    private final StateNames names;
    private final RoutingState routing;
    private final BindingState bindings;
    private final ProtectionState protections;

    /** Names ids as the facts name them. */
    public StateWriter(AccountFacts account) {
        this.names = new StateNames(account.facts(), account.certificateNames());
        this.routing = new RoutingState(names);
        this.bindings = new BindingState(names);
        this.protections = new ProtectionState(names);
    }

    /** The whole state: stacks in any order, and the errors of each refused Ingress. */
    public ObjectNode write(Collection<Stack> stacks, Map<ObjectKey, List<Finding>> refused) {
        List<Stack> sorted = stacks.stream()
                .sorted(Comparator.comparing(stack -> stack.group().toString()))
                .toList();
        ObjectNode root = NODES.objectNode().put("formatVersion", FORMAT_VERSION);
        ArrayNode loadBalancers = root.putArray("loadBalancers");
        ArrayNode targetGroups = root.putArray("targetGroups");
        ArrayNode securityGroups = root.putArray("securityGroups");
        ArrayNode targetGroupBindings = root.putArray("targetGroupBindings");
        ArrayNode addons = root.putArray("addons");
        for (Stack stack : sorted) {
            String name = stack.group().toString();
            stack.loadBalancers().stream()
                    .sorted(Comparator.comparing(LoadBalancer::resource))
                    .forEach(loadBalancer -> loadBalancers.add(loadBalancer(name, loadBalancer)));
            stack.targetGroups().stream()
                    .sorted(Comparator.comparing(TargetGroup::resource))
                    .forEach(group -> targetGroups.add(targetGroup(name, group)));
            stack.securityGroups().forEach(group -> securityGroups.add(protections.securityGroup(name, group)));
            bindings.of(stack).forEach(targetGroupBindings::add);
            protections.addons(stack).forEach(addons::add);
        }
        root.set("refused", refused(refused));
        return root;
    }

    private static ArrayNode refused(Map<ObjectKey, List<Finding>> refused) {
        ArrayNode array = NODES.arrayNode();
        new TreeMap<>(refused)
                .forEach((ingress, errors) -> array.addObject()
                        .put("ingress", ingress.toString())
                        .put("reason", errors.getFirst().reason())
                        .put(
                                "message",
                                errors.stream()
                                        .map(error -> error.field() + ": " + error.message())
                                        .collect(Collectors.joining("; "))));
        return array;
    }

    private ObjectNode loadBalancer(String stack, LoadBalancer loadBalancer) {
        ObjectNode node = NODES.objectNode()
                .put("stack", stack)
                .put("resource", loadBalancer.resource())
                .put("name", loadBalancer.name())
                .put("type", loadBalancer.type())
                .put("scheme", loadBalancer.scheme())
                .put("ipAddressType", loadBalancer.ipAddressType());
        node.set(
                "subnets",
                RoutingState.texts(loadBalancer.subnets().stream()
                        .map(SubnetMapping::subnetId)
                        .map(names::of)
                        .sorted()
                        .toList()));
        node.set(
                "securityGroups",
                RoutingState.texts(loadBalancer.securityGroups().stream()
                        .map(names::of)
                        .sorted()
                        .toList()));
        eipAllocations(node, loadBalancer);
        if (loadBalancer.customerOwnedIpv4Pool() != null) {
            node.put("customerOwnedIpv4Pool", loadBalancer.customerOwnedIpv4Pool());
        }
        if (loadBalancer.ipamIpv4PoolId() != null) {
            node.put("ipamIpv4PoolId", loadBalancer.ipamIpv4PoolId());
        }
        if (loadBalancer.minimumCapacityUnits() != null) {
            node.put("minimumCapacityUnits", loadBalancer.minimumCapacityUnits());
        }
        node.set("attributes", texts(loadBalancer.attributes()));
        node.set("tags", texts(TrackingTags.userTags(loadBalancer.tags())));
        ArrayNode listeners = node.putArray("listeners");
        loadBalancer.listeners().stream()
                .sorted(Comparator.comparingInt(Listener::port))
                .forEach(listener -> listeners.add(listener(listener)));
        return node;
    }

    private void eipAllocations(ObjectNode node, LoadBalancer loadBalancer) {
        List<SubnetMapping> allocated = loadBalancer.subnets().stream()
                .filter(mapping -> mapping.allocationId() != null)
                .toList();
        if (!allocated.isEmpty()) {
            ObjectNode allocations = node.putObject("eipAllocations");
            allocated.forEach(mapping -> allocations.put(names.of(mapping.subnetId()), mapping.allocationId()));
        }
    }

    private ObjectNode listener(Listener listener) {
        ObjectNode node = NODES.objectNode()
                .put("resource", listener.resource())
                .put("port", listener.port())
                .put("protocol", listener.protocol());
        if (!listener.certificates().isEmpty()) {
            List<String> certificates =
                    listener.certificates().stream().map(names::of).toList();
            ArrayNode written = node.putArray("certificates").add(certificates.getFirst());
            certificates.stream().skip(1).sorted().forEach(written::add);
        }
        if (listener.sslPolicy() != null) {
            node.put("sslPolicy", listener.sslPolicy());
        }
        Listener.MutualAuthentication mutual = listener.mutualAuthentication();
        if (mutual != null && !mutual.mode().equals("off")) {
            node.set("mutualAuthentication", mutualAuthentication(mutual));
        }
        node.set("attributes", texts(listener.attributes()));
        node.set("defaultActions", routing.actions(listener.defaultActions()));
        node.set("tags", texts(TrackingTags.userTags(listener.tags())));
        ArrayNode rules = node.putArray("rules");
        listener.rules().stream()
                .sorted(Comparator.comparingInt(Rule::priority))
                .forEach(rule -> rules.add(rule(rule)));
        return node;
    }

    private static ObjectNode mutualAuthentication(Listener.MutualAuthentication mutual) {
        ObjectNode node = NODES.objectNode().put("mode", mutual.mode());
        if (mutual.trustStoreArn() != null) {
            node.put("trustStoreArn", mutual.trustStoreArn())
                    .put(
                            "ignoreClientCertificateExpiry",
                            Objects.requireNonNullElse(mutual.ignoreClientCertificateExpiry(), false));
        }
        if ("on".equals(mutual.advertiseTrustStoreCaNames())) {
            node.put("advertiseTrustStoreCaNames", "on");
        }
        return node;
    }

    private ObjectNode rule(Rule rule) {
        ObjectNode node = NODES.objectNode().put("resource", rule.resource()).put("priority", rule.priority());
        node.set("conditions", routing.conditions(rule.routing().conditions()));
        node.set("actions", routing.actions(rule.routing().actions()));
        if (!rule.routing().transforms().isEmpty()) {
            node.set("transforms", routing.transforms(rule.routing().transforms()));
        }
        node.set("tags", texts(TrackingTags.userTags(rule.tags())));
        return node;
    }

    private static ObjectNode targetGroup(String stack, TargetGroup group) {
        ObjectNode node = NODES.objectNode()
                .put("stack", stack)
                .put("resource", group.resource())
                .put("namePrefix", namePrefix(group.name()))
                .put("targetType", group.targetType())
                .put("protocol", group.protocol());
        if (group.protocolVersion() != null) {
            node.put("protocolVersion", group.protocolVersion());
        }
        node.put("port", group.port()).put("ipAddressType", group.ipAddressType());
        if (group.targetControlPort() != null) {
            node.put("targetControlPort", group.targetControlPort());
        }
        node.set("healthCheck", healthCheck(group.healthCheck()));
        node.set("attributes", texts(group.attributes()));
        node.set("tags", texts(TrackingTags.userTags(group.tags())));
        return node;
    }

    private static ObjectNode healthCheck(TargetGroup.HealthCheck check) {
        ObjectNode node = NODES.objectNode().put("port", check.port()).put("protocol", check.protocol());
        if (check.path() != null) {
            node.put("path", check.path());
        }
        node.put("intervalSeconds", check.intervalSeconds())
                .put("timeoutSeconds", check.timeoutSeconds())
                .put("healthyThreshold", check.healthyThreshold())
                .put("unhealthyThreshold", check.unhealthyThreshold());
        switch (check.matcher()) {
            case Matcher.HttpCode(String codes) -> node.putObject("matcher").put("httpCode", codes);
            case Matcher.GrpcCode(String codes) -> node.putObject("matcher").put("grpcCode", codes);
            case null -> {}
        }
        return node;
    }

    /** The readable part of a name whose last part is a hash. */
    static String namePrefix(String name) {
        int dash = name.lastIndexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    static ObjectNode texts(Map<String, String> map) {
        ObjectNode node = NODES.objectNode();
        new TreeMap<>(map).forEach(node::put);
        return node;
    }
}
