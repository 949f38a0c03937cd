package io.headgate.proxy.stack;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Target;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.HealthCheckConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TargetGroupConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts the stacks of all groups behind one data plane. Load balancers in AWS have an address each; here those that listen on the same
 * port share a socket, and their rules become one table. Used for one translation.
 */
public final class StackTranslation {

    private static final Duration DEREGISTRATION_DELAY = Duration.ofMinutes(5);

    private final Surroundings surroundings;
    private final List<Finding> findings = new ArrayList<>();

    private StackTranslation(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Translates stacks; the earlier ones go first where they compete. */
    public static Translation of(List<Stack> stacks, Surroundings surroundings) {
        StackTranslation translation = new StackTranslation(surroundings);
        DataPlaneConfig config = new DataPlaneConfig(translation.listeners(stacks), translation.groups(stacks));
        return new Translation(config, translation.findings);
    }

    private List<ListenerConfig> listeners(List<Stack> stacks) {
        Map<Integer, SharedListener> byPort = new TreeMap<>();
        for (Stack stack : stacks) {
            for (LoadBalancer balancer : stack.loadBalancers()) {
                if (balancer.type().equals("application")) {
                    balancer.listeners().forEach(listener -> share(byPort, stack, balancer, listener));
                }
            }
        }
        return byPort.values().stream()
                .map(shared -> shared.config(surroundings))
                .toList();
    }

    private void share(Map<Integer, SharedListener> byPort, Stack stack, LoadBalancer balancer, Listener listener) {
        Listener.MutualAuthentication mutual = listener.mutualAuthentication();
        if (mutual != null && !mutual.mode().equals("off")) {
            findings.add(unserved(
                    stack,
                    listener,
                    "MutualAuthenticationNotImplemented",
                    "asks for client certificates, which cannot be checked yet"));
            return;
        }
        SharedListener shared = byPort.computeIfAbsent(
                listener.port(), port -> new SharedListener(port, Protocol.valueOf(listener.protocol())));
        if (!shared.protocol().name().equals(listener.protocol())) {
            findings.add(unserved(
                    stack,
                    listener,
                    "ProtocolConflict",
                    "speaks another protocol than an earlier load balancer on the same port"));
            return;
        }
        shared.add(balancer, listener);
        warnOfOpenInbound(stack, listener);
    }

    /** Security groups do not exist here. */
    private void warnOfOpenInbound(Stack stack, Listener listener) {
        boolean restricted = stack.securityGroups().stream()
                .flatMap(group -> group.ingress().stream())
                .filter(permission ->
                        permission.fromPort() <= listener.port() && listener.port() <= permission.toPort())
                .anyMatch(permission -> !open(permission.source()));
        if (restricted) {
            findings.add(new Finding(
                    Finding.Severity.WARNING,
                    "Group " + stack.group(),
                    "inbound-cidrs",
                    "InboundNotRestricted",
                    "The proxy accepts connections on port " + listener.port() + " from everywhere",
                    "Restrict the port where the proxy runs, or use conditions of kind source-ip"));
        }
    }

    private static boolean open(SecurityGroup.Source source) {
        return source instanceof SecurityGroup.Source.Cidr(String cidr)
                && (cidr.equals("0.0.0.0/0") || cidr.equals("::/0"));
    }

    private static Finding unserved(Stack stack, Listener listener, String reason, String why) {
        return new Finding(
                Finding.Severity.ERROR,
                "Group " + stack.group(),
                "listener " + listener.port(),
                reason,
                "The listener on port " + listener.port() + " " + why + "; it is not served",
                "Change the listener, or serve the Ingress by an Application Load Balancer");
    }

    private List<TargetGroupConfig> groups(List<Stack> stacks) {
        List<TargetGroupConfig> groups = new ArrayList<>();
        for (Stack stack : stacks) {
            Map<String, TargetGroupBinding> bindings = stack.bindings().stream()
                    .collect(Collectors.toMap(
                            TargetGroupBinding::resource, binding -> binding, (first, second) -> first));
            for (TargetGroup group : stack.targetGroups()) {
                TargetGroupBinding binding = bindings.get(group.resource());
                groups.add(group(group, binding == null ? List.of() : surroundings.targets(binding)));
            }
        }
        return groups;
    }

    private static TargetGroupConfig group(TargetGroup group, List<Target> targets) {
        String delay = group.attributes().getOrDefault("deregistration_delay.timeout_seconds", "");
        return new TargetGroupConfig(
                new TargetGroupRef.InStack(group.resource()),
                group.protocol().equals("HTTPS") ? Protocol.HTTPS : Protocol.HTTP,
                HealthCheckConfig.of(group.healthCheck()),
                targets,
                delay.matches("[0-9]{1,4}") ? Duration.ofSeconds(Integer.parseInt(delay)) : DEREGISTRATION_DELAY);
    }
}
