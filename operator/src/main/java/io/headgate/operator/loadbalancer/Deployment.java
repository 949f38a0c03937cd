package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Outcome;
import io.headgate.core.compile.Compilation;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.Plan;

/**
 * What one pass did.
 *
 * @param plan what was to be done; empty when nothing was, or when the group is frozen
 * @param executed whether the plan was run; false in mode Observe
 */
record Deployment(GroupInputs inputs, Compilation compilation, Plan plan, Outcome outcome, boolean executed) {

    /** Whether all that was asked for is there. */
    boolean complete() {
        return !compilation.frozen() && outcome.complete() && (executed || plan.isEmpty());
    }
}
