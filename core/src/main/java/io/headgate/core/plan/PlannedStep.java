package io.headgate.core.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A step with its place in a plan.
 *
 * @param number 1, 2, 3 ... in an order in which the steps may run one after the other
 * @param after numbers of the steps that must have succeeded before; always smaller than {@code number}
 * @param risk what the step may do to traffic or data
 * @param gates what it waits for beside
 */
public record PlannedStep(int number, Step step, Set<Integer> after, Risk risk, Set<Gate> gates) {
    public PlannedStep {
        after = Collections.unmodifiableSet(new TreeSet<>(after));
        gates = Set.copyOf(gates);
    }

    /** A step that waits for nothing but the steps before it. */
    public PlannedStep(int number, Step step, Set<Integer> after, Risk risk) {
        this(number, step, after, risk, Set.of());
    }

    /** The same with the handles of its gates replaced. */
    public PlannedStep withGatesRenamed(UnaryOperator<String> handles) {
        return new PlannedStep(
                number,
                step,
                after,
                risk,
                gates.stream().map(gate -> gate.renamed(handles)).collect(Collectors.toSet()));
    }
}
