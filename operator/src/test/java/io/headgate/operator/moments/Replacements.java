package io.headgate.operator.moments;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What it means for a stack that a target group becomes another. */
final class Replacements {

    private Replacements() {}

    static Stack replaced(Stack stack, TargetGroup old, TargetGroup made) {
        UnaryOperator<String> names = name -> name.equals(old.resource()) ? made.resource() : name;
        return stack.withTargetGroups(stack.targetGroups().stream()
                        .map(group -> group.equals(old) ? made : group)
                        .toList())
                .withBindings(stack.bindings().stream()
                        .map(binding -> bindingOf(binding).equals(old.resource()) ? rebound(binding, made) : binding)
                        .toList())
                .withLoadBalancers(stack.loadBalancers().stream()
                        .map(balancer -> balancer.withListeners(balancer.listeners().stream()
                                .map(listener -> renamed(listener, names))
                                .toList()))
                        .toList());
    }

    static TargetGroup remade(
            TargetGroup old, String resource, String targetType, @Nullable String protocolVersion, String name) {
        return new TargetGroup(
                resource,
                null,
                name,
                targetType,
                old.protocol(),
                protocolVersion,
                old.port(),
                old.ipAddressType(),
                old.targetControlPort(),
                old.healthCheck(),
                old.attributes(),
                old.tags().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                tag -> tag.getValue().equals(old.resource()) ? resource : tag.getValue())),
                null);
    }

    private static TargetGroupBinding rebound(TargetGroupBinding old, TargetGroup made) {
        boolean renamed = !made.resource().equals(bindingOf(old));
        return new TargetGroupBinding(
                made.resource(),
                new ObjectKey(old.key().namespace(), made.name()),
                new TargetGroupRef.InStack(made.resource()),
                renamed ? made.resource().replaceAll("[^a-z0-9]", "") : old.serviceName(),
                renamed ? new PortRef.ByNumber(80) : old.servicePort(),
                made.targetType(),
                old.ipAddressType(),
                old.targetGroupProtocol(),
                old.vpcId(),
                old.multiClusterTargetGroup(),
                old.networking(),
                old.nodeSelector(),
                old.labels());
    }

    private static String bindingOf(TargetGroupBinding binding) {
        return binding.targetGroup() instanceof TargetGroupRef.InStack(String resource) ? resource : "";
    }

    private static Listener renamed(Listener listener, UnaryOperator<String> names) {
        return listener.withDefaultActions(renamed(listener.defaultActions(), names))
                .withRules(listener.rules().stream()
                        .map(rule -> rule.withRouting(new RoutingRule(
                                rule.routing().conditions(),
                                renamed(rule.routing().actions(), names),
                                rule.routing().transforms())))
                        .toList());
    }

    private static List<Action> renamed(List<Action> actions, UnaryOperator<String> names) {
        return actions.stream()
                .map(action -> action instanceof Action.Forward(var groups, var stickiness)
                        ? new Action.Forward(
                                groups.stream()
                                        .map(weighted -> weighted.targetGroup()
                                                        instanceof TargetGroupRef.InStack(String resource)
                                                ? new Action.WeightedTargetGroup(
                                                        new TargetGroupRef.InStack(names.apply(resource)),
                                                        weighted.weight())
                                                : weighted)
                                        .toList(),
                                stickiness)
                        : action)
                .toList();
    }

    /** The target groups in front with another port of the load balancer behind. */
    static Stack retargeted(Stack stack, int from, int to) {
        return stack.withTargetGroups(stack.targetGroups().stream()
                .map(group -> {
                    TargetGroup.LoadBalancerTarget target = group.loadBalancerTarget();
                    return target == null || target.port() != from
                            ? group
                            : group.withLoadBalancerTarget(
                                    new TargetGroup.LoadBalancerTarget(target.loadBalancer(), to));
                })
                .toList());
    }

    /** Without target groups that nothing names. */
    static Stack withoutUnused(Stack stack) {
        Set<String> used = new TreeSet<>();
        stack.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .forEach(listener -> {
                    used.addAll(inStack(listener.defaultActions()));
                    listener.rules()
                            .forEach(rule -> used.addAll(inStack(rule.routing().actions())));
                });
        return stack.withTargetGroups(stack.targetGroups().stream()
                        .filter(group -> used.contains(group.resource()))
                        .toList())
                .withBindings(stack.bindings().stream()
                        .filter(binding -> used.contains(bindingOf(binding)))
                        .toList());
    }

    private static Set<String> inStack(List<Action> actions) {
        Set<String> names = new TreeSet<>();
        for (Action action : actions) {
            if (action instanceof Action.Forward forward) {
                forward.targetGroups().forEach(weighted -> {
                    if (weighted.targetGroup() instanceof TargetGroupRef.InStack(String resource)) {
                        names.add(resource);
                    }
                });
            }
        }
        return names;
    }
}
