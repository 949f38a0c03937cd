package io.headgate.core.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A step with its place in a plan.
 *
 * @param number 1, 2, 3 ... in an order in which the steps may run one after the other
 * @param after numbers of the steps that must have succeeded before; always smaller than {@code number}
 * @param risk what the step may do to traffic or data
 */
public record PlannedStep(int number, Step step, Set<Integer> after, Risk risk) {
    public PlannedStep {
        after = Collections.unmodifiableSet(new TreeSet<>(after));
    }
}
