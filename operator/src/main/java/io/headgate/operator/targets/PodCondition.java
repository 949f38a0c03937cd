package io.headgate.operator.targets;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.target.TargetHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pod is told about its target.
 *
 * @param reason the reason code of the load balancer's API, empty when healthy
 */
record PodCondition(boolean healthy, String reason, String message) {

    private static final PodCondition HEALTHY = new PodCondition(true, "", "");

    /** For a target that was registered a moment ago, of which the load balancer says nothing yet. */
    private static final PodCondition REGISTERING =
            new PodCondition(false, "Elb.RegistrationInProgress", "Target registration is in progress");

    static final PodCondition RELEASED = new PodCondition(
            true, "TargetGroupBindingDeleted", "the TargetGroupBinding is gone, so there is nothing to wait for");

    /** A pod with several targets is healthy once all of them are. */
    static PodCondition of(List<@Nullable TargetHealth> targets) {
        return targets.stream()
                .map(PodCondition::of)
                .filter(condition -> !condition.healthy())
                .findFirst()
                .orElse(HEALTHY);
    }

    private static PodCondition of(@Nullable TargetHealth target) {
        if (target == null || target.state().equals("draining") || notedOnly(target)) {
            return REGISTERING;
        }
        return target.state().equals("healthy")
                ? HEALTHY
                : new PodCondition(false, target.reason(), target.description());
    }

    /** What we know from our own registration has no description yet. */
    private static boolean notedOnly(TargetHealth target) {
        return target.reason().equals(REGISTERING.reason())
                && target.description().isEmpty();
    }

    ConditionStatus status() {
        return healthy ? ConditionStatus.TRUE : ConditionStatus.FALSE;
    }
}
