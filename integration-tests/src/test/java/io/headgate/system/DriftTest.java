package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.benchmark.MovableClock;
import io.headgate.operator.drift.DriftSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.api.RecordedCall;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others change in the account is found and undone within the interval, although nothing changes in the cluster. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class DriftTest {

    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final int STEPS = 3;
    private static final Duration STEP = Duration.ofMillis(120);
    private static final DriftSettings INTERVALS = DriftSettings.DEFAULT.withTick(STEP.dividedBy(2));
    private static final Map<String, String> ANNOTATIONS = Map.of(
            "alb.ingress.kubernetes.io/load-balancer-attributes", "idle_timeout.timeout_seconds=77",
            "alb.ingress.kubernetes.io/target-group-attributes", "slow_start.duration_seconds=33",
            "alb.ingress.kubernetes.io/tags", "team=shop",
            "alb.ingress.kubernetes.io/wafv2-acl-arn", SimulatedAccount.WEB_ACL,
            "alb.ingress.kubernetes.io/shield-advanced-protection", "true");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final MovableClock clock = new MovableClock();
    private final Interference interference = Interference.with(account);
    private RunningOperator operator;

    DriftTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = start();
    }

    private RunningOperator start() {
        return RunningOperator.startOnClock(
                client, account, RuntimeSettings.alone().withTuning(Tuning.DEFAULT.withDrift(INTERVALS)), clock);
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(ingress("shop", "cart", "web", "/cart", ANNOTATIONS));
        cluster.awaitProgrammed("shop", "cart");
        await("targets").until(() -> account.targets() == 2);
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "cart");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        operator.close();
        interference.close();
        account.close();
    }

    /** Something that others do, and which looks must find it. */
    private record Case(String name, Duration within, Consumer<Interference> deed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> cases() {
        Duration interval = INTERVALS.interval();
        Duration details = INTERVALS.detailInterval();
        return Stream.of(
                new Case("a rule is deleted", interval, Interference::deleteRule),
                new Case("a rule is changed", interval, Interference::changeRule),
                new Case("a listener is deleted", interval, Interference::deleteListener),
                new Case("a listener is changed", interval, Interference::changeListener),
                new Case("permissions to the load balancer are revoked", interval, Interference::closeLoadBalancer),
                new Case("permissions to the nodes are revoked", interval, Interference::closeNodes),
                new Case("a health check is changed", interval, Interference::changeHealthCheck),
                new Case("a load balancer attribute is changed", details, Interference::changeLoadBalancerAttribute),
                new Case("a target group attribute is changed", details, Interference::changeTargetGroupAttribute),
                new Case("a tag of the load balancer is changed", details, Interference::changeTag),
                new Case("the web ACL is taken away", details, Interference::takeWebAcl),
                new Case("the protection is taken away", details, Interference::takeProtection),
                new Case("a target group is deleted", interval, Interference::deleteTargetGroup),
                new Case("the load balancer is deleted", interval, Interference::deleteLoadBalancer));
    }

    @Test
    void whatOthersChangeIsUndoneWithinTheInterval() {
        passes(SETTLED);
        Map<String, Object> before = interference.state();
        for (Case drift : (Iterable<Case>) cases()::iterator) {
            account.calls().reset();
            drift.deed().accept(interference);
            awaitWithin(drift.within(), drift.name(), () -> {
                assertThat(interference.state()).isEqualTo(before);
                assertThat(account.calls().writes())
                        .as("what others did, and undoing it")
                        .hasSizeGreaterThan(1);
            });
            passes(SETTLED);
        }
    }

    @Test
    void whereNothingChangesNothingIsWritten_andLooksAreFew() {
        passes(SETTLED);
        account.calls().reset();
        Duration hour = Duration.ofHours(1);
        for (Duration time = Duration.ZERO; time.compareTo(hour) < 0; time = time.plus(INTERVALS.interval())) {
            long looks = calls("DescribeRules");
            awaitWithin(
                    INTERVALS.interval(),
                    "a look",
                    () -> assertThat(calls("DescribeRules")).isGreaterThan(looks));
        }
        await("looks at attributes").until(() -> calls("DescribeLoadBalancerAttributes") > 0);

        assertThat(account.calls().calls()).allMatch(RecordedCall::reads);
    }

    @Test
    void anEmptyAnswerIsNotBelieved() {
        passes(SETTLED);
        Set<String> before = Set.copyOf(account.loadBalancers());
        account.calls().reset();
        account.listNothing(true);
        awaitWithin(
                INTERVALS.interval(),
                "it is told",
                () -> assertThat(client.v1().events().inAnyNamespace().list().getItems())
                        .anyMatch(event -> event.getReason().equals("SuspiciousEmptyRead")));
        account.listNothing(false);

        assertThat(account.calls().calls()).allMatch(RecordedCall::reads);
        assertThat(Set.copyOf(account.loadBalancers())).isEqualTo(before);
    }

    @Test
    void whatOthersChangeWhileNobodyLeadsIsUndoneInTheFirstPass() {
        Map<String, Object> before = interference.state();
        operator.close();
        interference.deleteRule();
        interference.changeLoadBalancerAttribute();
        interference.closeNodes();
        operator = start();

        await("all is as it was")
                .untilAsserted(() -> assertThat(interference.state()).isEqualTo(before));
    }

    private long calls(String operation) {
        return account.calls().calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    /** Lets time pass in steps, so that whoever looks at the clock sees it go on; what is asserted must hold when that time is over. */
    private void awaitWithin(Duration time, String what, ThrowingRunnable assertion) {
        AtomicInteger steps = new AtomicInteger();
        await(what).atMost(Duration.ofSeconds(20)).pollInterval(STEP).untilAsserted(() -> {
            if (steps.getAndIncrement() < STEPS) {
                passes(time.dividedBy(STEPS));
            }
            assertion.run();
        });
    }

    private void passes(Duration time) {
        clock.advance(time);
    }
}
