package io.headgate.benchmark;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures how long it takes from the taint of a node that is about to go until it is a target no more, at the rates of a normal account; and
 * back again.
 */
public final class NodePath {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** So that the account's rate is not what is measured: each target group takes one call, and four a second are granted. */
    private static final Duration PAUSE_FOR_EACH = Duration.ofMillis(300);

    private static final String NODE = "ip-10-0-3-10";
    private static final String INSTANCE = "i-0d0000000000000a1";

    private final Testbed testbed;
    private final int groups;

    private NodePath(Testbed testbed, int groups) {
        this.testbed = testbed;
        this.groups = groups;
    }

    /**
     * What was measured.
     *
     * @param registered from a node's coming back to its last registration
     * @param deregistered from a node's taint to its last deregistration
     */
    public record Times(List<Duration> registered, List<Duration> deregistered) {
        public Times {
            registered = List.copyOf(registered);
            deregistered = List.copyOf(deregistered);
        }
    }

    /**
     * Runs it.
     *
     * @param groups how many target groups have the node
     * @param rounds how often it goes and comes back
     * @throws org.awaitility.core.ConditionTimeoutException if something does not come to its end
     */
    public static Times measure(int groups, int rounds) throws IOException {
        try (Testbed testbed = Testbed.start()) {
            NodePath path = new NodePath(testbed, groups);
            try (RunningOperator _ = testbed.startOperator()) {
                testbed.apply(Shop.alone(groups));
                await("a start").atMost(PATIENCE).until(() -> testbed.served(groups));
            }
            try (RunningOperator _ = testbed.startHeldBackOperator()) {
                return path.run(rounds);
            }
        }
    }

    private Times run(int rounds) {
        // Once a group was changed the operator has read the account, which after its start it does first.
        testbed.apply(Shop.alone(1, Map.of("alb.ingress.kubernetes.io/healthcheck-path", "/first")));
        await("the account is read")
                .atMost(PATIENCE)
                .until(() -> testbed.calls().stream()
                        .anyMatch(call -> call.operation().equals("ModifyTargetGroup")));
        testbed.setNeighbour(0);
        List<Duration> registered = new ArrayList<>();
        List<Duration> deregistered = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            pause();
            deregistered.add(timed("DeregisterTargets", node(leaving())));
            pause();
            registered.add(timed("RegisterTargets", node(List.of())));
        }
        return new Times(registered, deregistered);
    }

    private void pause() {
        await().pollDelay(PAUSE_FOR_EACH.multipliedBy(groups + 1))
                .atMost(PATIENCE)
                .until(() -> true);
    }

    private Duration timed(String operation, Node change) {
        testbed.forgetCalls();
        Instant begun = CLOCK.instant();
        testbed.apply(List.of(change));
        await(operation)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> times(operation).size() == groups);
        return Duration.between(begun, times(operation).getLast());
    }

    private List<Instant> times(String operation) {
        return testbed.calls().stream()
                .filter(call -> call.operation().equals(operation)
                        && call.outcome().equals("ok")
                        && call.parameters().containsValue(INSTANCE))
                .map(RecordedCall::time)
                .sorted()
                .toList();
    }

    private static List<Taint> leaving() {
        return List.of(new Taint("NoSchedule", "ToBeDeletedByClusterAutoscaler", null, "1"));
    }

    private static Node node(List<Taint> taints) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .endMetadata()
                .withNewSpec()
                .withTaints(taints)
                .endSpec()
                .build();
    }
}
