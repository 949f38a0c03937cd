package io.headgate.operator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TargetGroupBindings in the normal form. */
final class BindingState {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int FIRST_NODE_PORT = 30000;
    private static final int LAST_NODE_PORT = 32767;

    private final StateNames names;

    BindingState(StateNames names) {
        this.names = names;
    }

    List<ObjectNode> of(Stack stack) {
        return stack.bindings().stream()
                .sorted(Comparator.comparing(TargetGroupBinding::resource))
                .map(binding -> binding(stack.group().toString(), binding, healthCheckPort(stack, binding)))
                .toList();
    }

    private static String healthCheckPort(Stack stack, TargetGroupBinding binding) {
        return stack.targetGroups().stream()
                .filter(group -> group.resource().equals(binding.resource()))
                .map(group -> group.healthCheck().port())
                .findFirst()
                .orElse("");
    }

    private ObjectNode binding(String stack, TargetGroupBinding binding, String healthCheckPort) {
        ObjectNode node = NODES.objectNode()
                .put("stack", stack)
                .put("resource", binding.resource())
                .put("targetGroup", binding.resource())
                .put("namespace", binding.key().namespace())
                .put("namePrefix", StateWriter.namePrefix(binding.key().name()));
        port(node.putObject("serviceRef").put("name", binding.serviceName()), binding.servicePort());
        node.put("targetType", binding.targetType())
                .put("ipAddressType", binding.ipAddressType())
                .put("targetGroupProtocol", binding.targetGroupProtocol());
        if (binding.multiClusterTargetGroup()) {
            node.put("multiClusterTargetGroup", true);
        }
        if (!binding.networking().isEmpty()) {
            node.set("networking", networking(binding, healthCheckPort));
        }
        if (binding.nodeSelector() != null) {
            node.set("nodeSelector", StateWriter.texts(binding.nodeSelector().matchLabels()));
        }
        node.set("labels", StateWriter.texts(binding.labels()));
        return node;
    }

    /**
     * Ports that the same peers may reach are written as one rule, but for a health check on nodes that goes to no node port: it has
     * nothing to do with the Service and is written on its own.
     */
    private ArrayNode networking(TargetGroupBinding binding, String healthCheckPort) {
        Map<List<Source>, List<NetworkingPort>> joined = new LinkedHashMap<>();
        List<NetworkingRule> alone = new ArrayList<>();
        for (NetworkingRule rule : binding.networking()) {
            if (binding.targetType().equals("instance")
                    && rule.ports().stream().anyMatch(port -> isForeign(port, healthCheckPort))) {
                alone.add(rule);
            } else {
                joined.computeIfAbsent(rule.from(), ignored -> new ArrayList<>())
                        .addAll(rule.ports());
            }
        }
        ArrayNode rules = NODES.arrayNode();
        joined.forEach((from, ports) -> rules.add(rule(from, ports)));
        alone.forEach(rule -> rules.add(rule(rule.from(), rule.ports())));
        return rules;
    }

    private static boolean isForeign(NetworkingPort port, String healthCheckPort) {
        return port.port() instanceof PortRef.ByNumber(int number)
                && Integer.toString(number).equals(healthCheckPort)
                && (number < FIRST_NODE_PORT || number > LAST_NODE_PORT);
    }

    private ObjectNode rule(List<Source> from, List<NetworkingPort> ports) {
        ObjectNode node = NODES.objectNode();
        ArrayNode peers = node.putArray("from");
        from.forEach(source -> peers.add(source(source)));
        ArrayNode written = node.putArray("ports");
        ports.stream().sorted(Comparator.comparing(BindingState::order)).forEach(port -> {
            ObjectNode entry = written.addObject().put("protocol", port.protocol());
            if (port.port() != null) {
                port(entry, port.port());
            }
        });
        return node;
    }

    private ObjectNode source(Source source) {
        ObjectNode node = NODES.objectNode();
        return switch (source) {
            case Source.Cidr(String cidr) -> node.put("cidr", cidr);
            case Source.PrefixList(String id) -> node.put("prefixList", id);
            case Source.Group(var group) -> node.put("securityGroup", names.of(group));
        };
    }

    /** Numbers by value before names. */
    private static String order(NetworkingPort port) {
        return switch (port.port()) {
            case PortRef.ByNumber(int number) -> "%s %05d".formatted(port.protocol(), number);
            case PortRef.ByName(String name) -> port.protocol() + " a" + name;
            case null -> port.protocol();
        };
    }

    private static void port(ObjectNode node, PortRef port) {
        switch (port) {
            case PortRef.ByNumber(int number) -> node.put("port", number);
            case PortRef.ByName(String name) -> node.put("port", name);
        }
    }
}
