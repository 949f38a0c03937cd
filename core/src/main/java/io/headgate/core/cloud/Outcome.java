package io.headgate.core.cloud;

import io.headgate.core.plan.Step;
import io.headgate.core.stack.Stack;
import java.util.List;

/**
 * What came of a plan's execution.
 *
 * @param observed the stack after all steps that succeeded
 * @param failures the steps that failed; steps that depend on them did not run
 */
public record Outcome(Stack observed, List<FailedStep> failures) {
    public Outcome {
        failures = List.copyOf(failures);
    }

    public boolean complete() {
        return failures.isEmpty();
    }

    /** A step that failed, and why. */
    public record FailedStep(Step step, Failure failure) {}
}
