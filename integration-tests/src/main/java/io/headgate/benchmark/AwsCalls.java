package io.headgate.benchmark;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.headgate.core.routing.Condition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts the AWS calls of each scenario, from the moment the operator is ready until what was asked for is there and no more calls that
 * count are made.
 */
final class AwsCalls {

    private static final int INGRESSES = 100;
    private static final int GROUP_SIZE = 40;
    private static final int QUIET_GROUP_SIZE = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration SHORT_QUIET = Duration.ofSeconds(2);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(15);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Consumer<Measurement> listener;
    private final List<Measurement> measurements = new ArrayList<>();

    private AwsCalls(Consumer<Measurement> listener) {
        this.listener = listener;
    }

    /**
     * Measures all scenarios in their order.
     *
     * @param quietGroups how many groups of ten Ingresses there are in the hour in which nothing changes
     * @param listener hears of each as soon as it is measured
     * @throws org.awaitility.core.ConditionTimeoutException if a scenario does not come to its end
     */
    static List<Measurement> measure(int quietGroups, Consumer<Measurement> listener) throws IOException {
        AwsCalls benchmark = new AwsCalls(listener);
        benchmark.oneIngress();
        benchmark.hundredAlone();
        benchmark.hundredInGroups();
        benchmark.quietHour(quietGroups);
        return List.copyOf(benchmark.measurements);
    }

    /** Measures only the hour in which nothing changes. */
    static List<Measurement> measureQuietHour(int groups, Consumer<Measurement> listener) throws IOException {
        AwsCalls benchmark = new AwsCalls(listener);
        benchmark.quietHour(groups);
        return List.copyOf(benchmark.measurements);
    }

    private void oneIngress() throws IOException {
        try (Testbed testbed = Testbed.start();
                RunningOperator _ = testbed.startOperator()) {
            Ingress ingress = Shop.twoServices(Map.of());
            measure(testbed, Scenario.CREATE, () -> testbed.apply(List.of(ingress)), () -> testbed.served(1));
            measure(
                    testbed,
                    Scenario.TOUCH,
                    () -> testbed.apply(List.of(Shop.twoServices(Map.of("example.com/note", "nothing to us")))),
                    () -> testbed.served(1));
            measure(testbed, Scenario.DELETE, () -> testbed.delete(ingress), testbed::hasNoIngress);
        }
    }

    private void hundredAlone() throws IOException {
        try (Testbed testbed = Testbed.start();
                RunningOperator _ = testbed.startOperator()) {
            measure(
                    testbed,
                    Scenario.HUNDRED_ALONE,
                    () -> testbed.apply(Shop.alone(INGRESSES)),
                    () -> testbed.served(INGRESSES));
        }
    }

    private void hundredInGroups() throws IOException {
        try (Testbed testbed = Testbed.start()) {
            try (RunningOperator _ = testbed.startOperator()) {
                measure(
                        testbed,
                        Scenario.HUNDRED_IN_GROUPS,
                        () -> testbed.apply(Shop.grouped(INGRESSES, GROUP_SIZE)),
                        () -> testbed.served(INGRESSES));
            }
            testbed.forgetCalls();
            try (RunningOperator _ = testbed.startOperator()) {
                finish(testbed, Scenario.RESTART, () -> testbed.served(INGRESSES));
                String host = "edited.example.com";
                measure(
                        testbed,
                        Scenario.EDIT_HOST,
                        () -> testbed.apply(List.of(Shop.grouped(GROUP_SIZE / 2, GROUP_SIZE, host))),
                        () -> serves(testbed, host));
            }
        }
    }

    /** The hour passes in steps, each of which waits until everything is quiet again. What looks for changes by others is counted apart. */
    private void quietHour(int groups) throws IOException {
        int ingresses = groups * QUIET_GROUP_SIZE;
        MovableClock clock = new MovableClock();
        try (Testbed testbed = Testbed.start();
                RunningOperator operator = testbed.startLookingOperator(clock)) {
            testbed.apply(Shop.grouped(ingresses, QUIET_GROUP_SIZE));
            await("a start").atMost(LONG_PATIENCE).until(() -> testbed.served(ingresses));
            awaitSilence(operator);
            // What was read or made just now is looked at in the first interval, after the writes have settled.
            clock.advance(STEP);
            awaitSilence(operator);
            Map<String, Long> countedBefore = operator.calls(false);
            Map<String, Long> apartBefore = operator.calls(true);
            for (Duration time = Duration.ZERO; time.compareTo(HOUR) < 0; time = time.plus(STEP)) {
                long looks = operator.looks();
                clock.advance(STEP);
                await("a look").atMost(PATIENCE).until(() -> operator.looks() > looks);
                awaitSilence(operator);
            }
            note(new Measurement(
                    Scenario.QUIET_HOUR,
                    since(countedBefore, operator.calls(false)),
                    since(apartBefore, operator.calls(true))));
        }
    }

    private static void awaitSilence(RunningOperator operator) {
        AtomicLong before = new AtomicLong(-1);
        await("silence").atMost(PATIENCE).during(SHORT_QUIET).until(() -> {
            long calls = sum(operator.calls(true)) + sum(operator.calls(false));
            return before.getAndSet(calls) == calls;
        });
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> since = new TreeMap<>();
        now.forEach((operation, calls) -> {
            long more = calls - before.getOrDefault(operation, 0L);
            if (more > 0) {
                since.put(operation, more);
            }
        });
        return since;
    }

    private static boolean serves(Testbed testbed, String host) {
        return testbed.account().rules().values().stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.routing().conditions().stream())
                .anyMatch(condition -> condition instanceof Condition.HostHeader(var patterns)
                        && patterns.values().contains(host));
    }

    private void measure(Testbed testbed, Scenario scenario, Runnable change, Callable<Boolean> done) {
        testbed.forgetCalls();
        change.run();
        finish(testbed, scenario, done);
    }

    private void finish(Testbed testbed, Scenario scenario, Callable<Boolean> done) {
        await(scenario.title()).atMost(PATIENCE).until(done);
        AtomicLong before = new AtomicLong(-1);
        await("the end of " + scenario.title()).atMost(PATIENCE).during(QUIET).until(() -> {
            long calls = Measurement.of(scenario, testbed.calls()).calls();
            return before.getAndSet(calls) == calls;
        });
        note(Measurement.of(scenario, testbed.calls()));
    }

    private void note(Measurement measurement) {
        measurements.add(measurement);
        listener.accept(measurement);
    }
}
