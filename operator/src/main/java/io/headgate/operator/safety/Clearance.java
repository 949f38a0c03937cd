package io.headgate.operator.safety;

import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.Removals;
import java.util.Optional;

/**
 * What of a plan may be done now.
 *
 * @param proposed all that leads to what is asked for
 * @param plan what is done of it: without the replacement of a load balancer, as long as that is not approved
 * @param approved what was approved of both
 * @param keeper holds the steps of {@code plan} that may not run
 */
public record Clearance(Plan proposed, Plan plan, Approved approved, Gatekeeper keeper) {

    /** For a plan that nobody has to approve. */
    public static Clearance of(Plan plan) {
        return new Clearance(plan, plan, Approved.NOTHING, Gatekeeper.OPEN);
    }

    /** The same with more that is held. */
    public Clearance and(Gatekeeper another) {
        return new Clearance(proposed, plan, approved, keeper.and(another));
    }

    /** What the removals are approved by; empty when there are none. */
    public Optional<String> planId() {
        return Removals.of(proposed).id();
    }

    /** Whether a load balancer would be replaced if somebody approved it. */
    public boolean replacementWaits() {
        return !proposed.equals(plan);
    }
}
