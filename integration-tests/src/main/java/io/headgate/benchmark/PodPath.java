package io.headgate.benchmark;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long it takes from a change of the endpoints of a Service until the call that follows from it has succeeded, while many
 * groups wait for changes of their own and a neighbour eats most of what the account grants.
 */
public final class PodPath {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final double NEIGHBOUR = 0.8;
    private static final Duration SETUP = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STAYING = "10.0.3.200";
    private static final String HEALTH_CHECK = "alb.ingress.kubernetes.io/healthcheck-path";

    private final Testbed testbed;
    private final int groups;
    private final int rounds;

    private PodPath(Testbed testbed, int groups, int rounds) {
        this.testbed = testbed;
        this.groups = groups;
        this.rounds = rounds;
    }

    /**
     * What was measured.
     *
     * @param registered from a pod's being ready to its registration
     * @param deregistered from a pod's end to its deregistration
     * @param modelCalls changes of groups that were made meanwhile
     * @param modelCallsLeft changes of groups that still waited at the end
     */
    public record Times(List<Duration> registered, List<Duration> deregistered, long modelCalls, long modelCallsLeft) {
        public Times {
            registered = List.copyOf(registered);
            deregistered = List.copyOf(deregistered);
        }

        /** The longest of some times; zero of none. */
        public static Duration longest(List<Duration> times) {
            return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        }

        /** The median of some times; zero of none. */
        public static Duration median(List<Duration> times) {
            return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Duration.ZERO);
        }
    }

    /**
     * Runs it.
     *
     * @param groups how many groups have something to do meanwhile
     * @param rounds how many pods come and go
     * @throws org.awaitility.core.ConditionTimeoutException if something does not come to its end
     */
    public static Times measure(int groups, int rounds) throws IOException {
        try (Testbed testbed = Testbed.start()) {
            PodPath path = new PodPath(testbed, groups, rounds);
            // At the rates of an account making so many load balancers takes longer than all the rest.
            try (RunningOperator _ = testbed.startOperator()) {
                path.prepare();
            }
            try (RunningOperator _ = testbed.startHeldBackOperator()) {
                return path.run();
            }
        }
    }

    private void prepare() {
        testbed.apply(List.of(slice(STAYING), Shop.live()));
        testbed.apply(others("/healthz"));
        await("a start").atMost(SETUP).until(() -> testbed.served(groups + 1));
    }

    private Times run() {
        // Once one group was changed the operator has read the account, which after its start it does first.
        testbed.apply(Shop.alone(1, Map.of(HEALTH_CHECK, "/first")));
        await("the account is read").atMost(SETUP).until(() -> modelCalls() > 0);
        testbed.setNeighbour(NEIGHBOUR);
        testbed.forgetCalls();
        // From now on all groups have something to do, which takes longer than the measurement.
        testbed.apply(others("/changed"));
        await("groups are worked on").atMost(PATIENCE).until(() -> modelCalls() > 0);
        List<Duration> registered = new ArrayList<>();
        List<Duration> deregistered = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String address = "10.0.3." + (10 + round);
            registered.add(timed("RegisterTargets", address, () -> testbed.apply(List.of(slice(STAYING, address)))));
            pause();
            deregistered.add(timed("DeregisterTargets", address, () -> testbed.apply(List.of(slice(STAYING)))));
            pause();
        }
        long made = modelCalls();
        return new Times(registered, deregistered, made, groups - made);
    }

    /** Pods come and go more slowly than what the neighbour leaves: otherwise that alone would be measured. */
    private static void pause() {
        await().pollDelay(PAUSE).until(() -> true);
    }

    private List<Ingress> others(String path) {
        return Shop.alone(groups, Map.of(HEALTH_CHECK, path));
    }

    private Duration timed(String operation, String address, Runnable change) {
        Instant begun = CLOCK.instant();
        change.run();
        await(operation)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> call(operation, address).findFirst().isPresent());
        return Duration.between(
                begun,
                call(operation, address).findFirst().map(RecordedCall::time).orElseThrow());
    }

    private Stream<RecordedCall> call(String operation, String address) {
        return testbed.calls().stream()
                .filter(call -> call.operation().equals(operation)
                        && call.outcome().equals("ok")
                        && call.parameters().containsValue(address));
    }

    private long modelCalls() {
        return testbed.calls().stream()
                .filter(call -> call.operation().equals("ModifyTargetGroup")
                        && call.outcome().equals("ok"))
                .count();
    }

    private static EndpointSlice slice(String... addresses) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(Shop.NAMESPACE)
                .withName("live")
                .addToLabels("kubernetes.io/service-name", "live")
                .endMetadata()
                .withAddressType("IPv4")
                .withEndpoints(Stream.of(addresses).map(PodPath::ready).toList())
                .withPorts(new EndpointPortBuilder()
                        .withName("http")
                        .withProtocol("TCP")
                        .withPort(8080)
                        .build())
                .build();
    }

    private static Endpoint ready(String address) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .build();
    }
}
