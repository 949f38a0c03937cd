package io.headgate.operator.loadbalancer;

import io.headgate.core.plan.Plan;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan that is not carried out, in few words. */
final class PlanSummary {

    private PlanSummary() {}

    static String of(Plan plan) {
        if (plan.isEmpty()) {
            return "nothing to change";
        }
        Map<String, Long> calls = plan.steps().stream()
                .collect(Collectors.groupingBy(planned -> planned.step().call(), TreeMap::new, Collectors.counting()));
        return "would make "
                + calls.entrySet().stream()
                        .map(call -> call.getValue() == 1 ? call.getKey() : call.getValue() + " x " + call.getKey())
                        .collect(Collectors.joining(", "));
    }
}
