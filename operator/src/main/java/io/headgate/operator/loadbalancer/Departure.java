package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Outcome;
import io.headgate.operator.safety.Clearance;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a group without members did.
 *
 * @param notExecuted why the plan was only made; null when it was run
 */
record Departure(
        Clearance clearance, Outcome outcome, @Nullable String notExecuted) {

    boolean executed() {
        return notExecuted == null;
    }

    /** The steps that are still to be done. */
    PendingPlan pending() {
        return PendingPlan.of(clearance.plan(), executed() && outcome.held().isEmpty(), outcome);
    }

    /** Whether nothing of the group is there any more, except for bindings on their way. */
    boolean complete() {
        return clearance.plan().isEmpty()
                || (executed() && outcome.complete() && outcome.held().isEmpty());
    }
}
