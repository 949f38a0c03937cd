package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Outcome;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Step;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.operator.state.GateText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a plan that were not run, as a status tells them: those that failed, those that are held, and those that wait for them.
 *
 * @param more how many there are beyond those shown; null for none
 */
record PendingPlan(List<PendingStep> steps, @Nullable Integer more) {

    private static final int SHOWN = 50;

    static PendingPlan of(Plan plan, boolean executed, Outcome outcome) {
        Map<Step, String> reasons = new HashMap<>();
        outcome.failures().forEach(failed -> reasons.put(failed.step(), FailureText.of(failed.failure())));
        outcome.held()
                .forEach(held -> reasons.put(
                        held.planned().step(),
                        held.hold().code() + ": " + held.hold().message()));
        List<PlannedStep> undone = executed ? undone(plan, reasons.keySet()) : plan.steps();
        List<PendingStep> pending = undone.stream()
                .map(planned -> step(planned, reasons.get(planned.step())))
                .toList();
        return new PendingPlan(
                pending.stream().limit(SHOWN).toList(), pending.size() > SHOWN ? pending.size() - SHOWN : null);
    }

    /** Whether something that somebody wants waits, and not only what nobody wants any more. */
    static boolean wishesWait(Plan plan, Outcome outcome) {
        Set<Step> stopped = new HashSet<>();
        outcome.failures().forEach(failed -> stopped.add(failed.step()));
        outcome.held().forEach(held -> stopped.add(held.planned().step()));
        return undone(plan, stopped).stream()
                .anyMatch(planned -> !planned.step().call().startsWith("Delete"));
    }

    /** The steps that were stopped, and those after them. */
    private static List<PlannedStep> undone(Plan plan, Set<Step> stopped) {
        List<PlannedStep> undone = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (PlannedStep planned : plan.steps()) {
            boolean waits = planned.after().stream().anyMatch(numbers::contains);
            if (waits || stopped.contains(planned.step())) {
                numbers.add(planned.number());
                undone.add(planned);
            }
        }
        return undone;
    }

    private static PendingStep step(PlannedStep planned, @Nullable String reason) {
        return new PendingStep(
                planned.step().call() + " " + planned.step().handle(),
                planned.risk().name().toLowerCase(Locale.ROOT),
                GateText.of(planned),
                reason);
    }
}
