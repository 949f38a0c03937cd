package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import java.util.List;

/** Application Load Balancers as targets of Network Load Balancers (RegisterTargets, target type {@code alb}). */
final class FrontendTargets {
    private final LoadBalancing state;

    FrontendTargets(LoadBalancing state) {
        this.state = state;
    }

    /** It must be an application one of the same VPC, and listen on the port. */
    void check(String arn, int port, TargetGroup group) {
        LoadBalancer target = state.find(arn)
                .orElseThrow(() -> ApiError.of(
                        "InvalidTarget", "The following targets are not valid load balancers: '" + arn + "'"));
        if (!target.application() || !target.vpcId().equals(group.vpcId())) {
            throw ApiError.of(
                    "InvalidTarget",
                    "Target '" + arn + "' is no Application Load Balancer in the VPC '" + group.vpcId() + "'");
        }
        if (state.listenersOf(arn).stream().noneMatch(listener -> listener.port() == port)) {
            throw ApiError.of("InvalidTarget", "Load balancer '" + arn + "' does not listen on port " + port);
        }
    }

    /** There is room for one; what drains does not count. */
    void checkCount(TargetGroup group, List<Target> targets) {
        long serving = targets.stream()
                .filter(target -> target.drainingUntil() == null)
                .count();
        if (group.targetType().equals("alb") && serving > 1) {
            throw ApiError.of("TooManyTargets", "A target group of the type alb has at most one target");
        }
    }

    /** What is a target cannot be deleted. */
    void checkUnused(String loadBalancerArn) {
        if (state.targets.stream().anyMatch(target -> is(target, loadBalancerArn))) {
            throw ApiError.of(
                    "ResourceInUse",
                    "Load balancer '" + loadBalancerArn
                            + "' cannot be deleted because it is currently associated with another service");
        }
    }

    /** A port on which a target is registered must be listened on. */
    void checkUnused(Listener listener) {
        boolean used = state.targets.stream()
                .anyMatch(target -> is(target, listener.loadBalancerArn()) && target.port() == listener.port());
        if (used) {
            throw ApiError.of(
                    "ResourceInUse",
                    "Listener port '" + listener.port() + "' is in use by registered target '"
                            + listener.loadBalancerArn() + "' and cannot be removed");
        }
    }

    private static boolean is(Target target, String loadBalancerArn) {
        return target.id().equals(loadBalancerArn) && target.drainingUntil() == null;
    }
}
