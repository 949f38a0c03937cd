package io.headgate.benchmark;

import io.headgate.simulator.api.RecordedCall;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The calls of one scenario by operation.
 *
 * @param counted what the limit is about
 * @param apart reads of health, and after a restart of attributes: their number follows from the targets and from time, not from the change
 */
record Measurement(Scenario scenario, Map<String, Long> counted, Map<String, Long> apart) {

    private static final Set<String> HEALTH = Set.of("DescribeTargetHealth");
    private static final Set<String> HEALTH_AND_ATTRIBUTES = Set.of(
            "DescribeTargetHealth",
            "DescribeLoadBalancerAttributes",
            "DescribeListenerAttributes",
            "DescribeTargetGroupAttributes");

    static Measurement of(Scenario scenario, Collection<RecordedCall> calls) {
        Predicate<RecordedCall> apart = call -> countedApart(scenario).contains(call.operation());
        return new Measurement(scenario, byOperation(calls, apart.negate()), byOperation(calls, apart));
    }

    private static Set<String> countedApart(Scenario scenario) {
        return scenario == Scenario.RESTART ? HEALTH_AND_ATTRIBUTES : HEALTH;
    }

    private static Map<String, Long> byOperation(Collection<RecordedCall> calls, Predicate<RecordedCall> which) {
        return calls.stream()
                .filter(which)
                .collect(Collectors.groupingBy(RecordedCall::operation, TreeMap::new, Collectors.counting()));
    }

    /** Calls that count. */
    long calls() {
        return sum(counted);
    }

    long callsApart() {
        return sum(apart);
    }

    boolean withinLimit() {
        return calls() <= scenario.limit();
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
