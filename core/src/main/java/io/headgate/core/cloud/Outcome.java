package io.headgate.core.cloud;

import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Step;
import io.headgate.core.stack.Stack;
import java.util.List;

/**
 * What came of a plan's execution.
 *
 * @param observed the stack after all steps that succeeded
 * @param failures the steps that failed; steps that depend on them did not run
 * @param held the steps that were not tried, as their time has not come; steps that depend on them did not run
 */
public record Outcome(Stack observed, List<FailedStep> failures, List<HeldStep> held) {
    public Outcome {
        failures = List.copyOf(failures);
        held = List.copyOf(held);
    }

    /** Nothing was done, and nothing failed. */
    public static Outcome untouched(Stack observed) {
        return new Outcome(observed, List.of(), List.of());
    }

    /** Whether nothing failed; something may still wait for its time. */
    public boolean complete() {
        return failures.isEmpty();
    }

    /** A step that failed, and why. */
    public record FailedStep(Step step, Failure failure) {}

    /** A step that waits, and why. */
    public record HeldStep(PlannedStep planned, Gatekeeper.Hold hold) {}
}
