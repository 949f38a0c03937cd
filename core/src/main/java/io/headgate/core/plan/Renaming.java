package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.Forward;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives the things that a stack names other names, wherever they occur. Immutable. */
public final class Renaming {

    private final UnaryOperator<String> handles;
    private final UnaryOperator<TargetGroupRef> targetGroups;
    private final UnaryOperator<CertificateRef> certificates;

    Renaming(
            UnaryOperator<String> handles,
            UnaryOperator<TargetGroupRef> targetGroups,
            UnaryOperator<CertificateRef> certificates) {
        this.handles = handles;
        this.targetGroups = targetGroups;
        this.certificates = certificates;
    }

    /** Replaces handles by others: {@linkplain Placeholder placeholders} by what they became. Handles that are not in the map stay. */
    public static Renaming of(Map<String, String> replacements) {
        UnaryOperator<String> handles = handle -> replacements.getOrDefault(handle, handle);
        return new Renaming(
                handles,
                ref -> switch (ref) {
                    case TargetGroupRef.ByArn(String arn) -> new TargetGroupRef.ByArn(handles.apply(arn));
                    case TargetGroupRef.InStack inStack -> inStack;
                },
                ref -> switch (ref) {
                    case CertificateRef.ByArn(String arn) -> new CertificateRef.ByArn(handles.apply(arn));
                    case CertificateRef.InStack inStack -> inStack;
                });
    }

    public Stack stack(Stack stack) {
        return stack.withSecurityGroups(stack.securityGroups().stream()
                        .map(group -> group.withId(handle(group.id())))
                        .toList())
                .withLoadBalancers(
                        stack.loadBalancers().stream().map(this::loadBalancer).toList())
                .withTargetGroups(
                        stack.targetGroups().stream().map(this::targetGroup).toList())
                .withBindings(stack.bindings().stream().map(this::binding).toList())
                .withCertificates(stack.certificates().stream()
                        .map(certificate -> certificate.withArn(handle(certificate.arn())))
                        .toList());
    }

    public Listener listener(Listener listener) {
        return listener.withArn(handle(listener.arn()))
                .withCertificates(
                        listener.certificates().stream().map(certificates).toList())
                .withDefaultActions(actions(listener.defaultActions()))
                .withRules(listener.rules().stream().map(this::rule).toList());
    }

    public RoutingRule routing(RoutingRule rule) {
        return new RoutingRule(rule.conditions(), actions(rule.actions()), rule.transforms());
    }

    public List<Action> actions(List<Action> actions) {
        return actions.stream().map(this::action).toList();
    }

    public TargetGroupBinding binding(TargetGroupBinding binding) {
        return binding.withTargetGroup(targetGroups.apply(binding.targetGroup()));
    }

    public CertificateRef certificate(CertificateRef certificate) {
        return certificates.apply(certificate);
    }

    private TargetGroup targetGroup(TargetGroup group) {
        LoadBalancerTarget target = group.loadBalancerTarget();
        return group.withArn(handle(group.arn()))
                .withLoadBalancerTarget(
                        target == null
                                ? null
                                : new LoadBalancerTarget(handles.apply(target.loadBalancer()), target.port()));
    }

    private LoadBalancer loadBalancer(LoadBalancer balancer) {
        return balancer.withArn(handle(balancer.arn()))
                .withListeners(balancer.listeners().stream().map(this::listener).toList());
    }

    private Rule rule(Rule rule) {
        return rule.withArn(handle(rule.arn())).withRouting(routing(rule.routing()));
    }

    private Action action(Action action) {
        return switch (action) {
            case Forward(List<WeightedTargetGroup> groups, Action.Stickiness stickiness) ->
                new Forward(
                        groups.stream()
                                .map(group -> new WeightedTargetGroup(
                                        targetGroups.apply(group.targetGroup()), group.weight()))
                                .toList(),
                        stickiness);
            case Action.Redirect redirect -> redirect;
            case Action.FixedResponse fixed -> fixed;
            case Action.Authentication authentication -> authentication;
        };
    }

    private @Nullable String handle(@Nullable String handle) {
        return handle == null ? null : handles.apply(handle);
    }
}
