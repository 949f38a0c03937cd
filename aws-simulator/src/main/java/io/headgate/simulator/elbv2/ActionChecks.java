package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import io.headgate.simulator.api.ApiError;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What actions must fulfil where they are used: by the load balancer, the listener and the target groups that exist. */
final class ActionChecks {
    private final LoadBalancing state;

    ActionChecks(LoadBalancing state) {
        this.state = state;
    }

    /**
     * Checks the actions of a listener or rule.
     *
     * @param protocol of the listener
     */
    void check(List<Action> actions, LoadBalancer loadBalancer, String protocol) {
        checkOrder(actions);
        actions.forEach(action -> checkOne(action, loadBalancer, protocol));
        checkAssociations(actions, loadBalancer);
    }

    /** Exactly one routing action, the last one; at most one authentication before it (CreateRule). */
    private static void checkOrder(List<Action> actions) {
        if (actions.isEmpty()) {
            throw ApiError.invalid("At least one action must be specified");
        }
        long routing = actions.stream().filter(Action.Routing.class::isInstance).count();
        if (routing != 1 || !(actions.getLast() instanceof Action.Routing)) {
            throw ApiError.of(
                    "InvalidLoadBalancerAction",
                    "There must be exactly one action of forward, redirect and fixed-response, and it must be the last");
        }
        if (actions.size() > 2) {
            throw ApiError.of("InvalidLoadBalancerAction", "There can be only one action that authenticates");
        }
    }

    private void checkOne(Action action, LoadBalancer loadBalancer, String protocol) {
        if (!loadBalancer.application() && !(action instanceof Action.Forward)) {
            throw ApiError.of("InvalidLoadBalancerAction", "A Network Load Balancer only has the action forward");
        }
        switch (action) {
            case Action.Forward forward -> checkForward(forward, loadBalancer);
            case Action.Authentication authentication -> {
                if (!protocol.equals("HTTPS")) {
                    throw ApiError.of(
                            "InvalidLoadBalancerAction",
                            "Actions of type '" + authentication.type() + "' are only valid on HTTPS listeners");
                }
            }
            case Action.Redirect redirect -> {
                if (protocol.equals("HTTPS") && redirect.protocol().equals("HTTP")) {
                    throw ApiError.of("InvalidLoadBalancerAction", "A redirect from HTTPS to HTTP is not possible");
                }
            }
            case Action.FixedResponse _ -> {}
        }
    }

    private void checkForward(Action.Forward forward, LoadBalancer loadBalancer) {
        int most = state.setting.quotas().targetGroupsPerAction();
        if (forward.targetGroups().size() > most) {
            throw ApiError.invalid("A forward action has at most " + most + " target groups");
        }
        LoadBalancing.targetGroupsOf(forward)
                .forEach(arn -> known(arn).ifPresent(group -> checkKind(group, loadBalancer)));
        boolean sticky = LoadBalancing.targetGroupsOf(forward)
                .map(this::known)
                .flatMap(Optional::stream)
                .anyMatch(group -> "true".equals(group.attributes().get("stickiness.enabled")));
        // Sticky targets in one of several groups need stickiness among the groups too.
        if (forward.targetGroups().size() > 1 && sticky && !forward.stickiness().enabled()) {
            throw ApiError.of(
                    "InvalidLoadBalancerAction",
                    "Target group stickiness must be on when a target group of several has sticky sessions");
        }
    }

    /** A lenient account takes target groups for existing that it does not know. */
    private Optional<TargetGroup> known(String arn) {
        return state.setting.lenient()
                ? Optional.ofNullable(state.targetGroups.get(arn))
                : Optional.of(state.targetGroup(arn));
    }

    private static void checkKind(TargetGroup group, LoadBalancer loadBalancer) {
        if (TargetGroupKind.of(group).http() != loadBalancer.application()) {
            throw ApiError.of(
                    "IncompatibleProtocols",
                    "Target group '" + group.arn() + "' with protocol " + group.protocol()
                            + " does not fit a load balancer of type " + loadBalancer.type());
        }
        if (!group.vpcId().equals(loadBalancer.vpcId())) {
            throw ApiError.of(
                    "InvalidConfigurationRequest",
                    "Target group '" + group.arn() + "' is not in the VPC of the load balancer");
        }
    }

    /** A target group serves one load balancer only, and a load balancer has a limited number of them. */
    private void checkAssociations(List<Action> actions, LoadBalancer loadBalancer) {
        Set<String> all = new HashSet<>(state.targetGroupsOf(loadBalancer));
        actions.stream().flatMap(LoadBalancing::targetGroupsOf).forEach(arn -> {
            Collection<String> users = state.loadBalancersOf(arn);
            if (users.stream().anyMatch(user -> !user.equals(loadBalancer.arn()))) {
                throw ApiError.of(
                        "TargetGroupAssociationLimit",
                        "Target group '" + arn + "' cannot be associated with more than one load balancer");
            }
            all.add(arn);
        });
        int most = state.setting.quotas().targetGroupsPerLoadBalancer();
        if (loadBalancer.application() && all.size() > most) {
            throw ApiError.of(
                    "TooManyUniqueTargetGroupsPerLoadBalancer",
                    "A load balancer has at most " + most + " target groups, not " + all.size());
        }
    }
}
