package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.benchmark.MovableClock;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real requests all the while something changes behind the same host: each is answered, by a Service that is right at the time. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ChangesUnderTrafficTest {

    private static final String HOST = "shop.example.com";
    private static final Duration SOON = BusyNamespace.SOON;
    private static final Duration DELAY = Duration.ofMinutes(5);

    private final MovableClock clock = new MovableClock();
    private final BusyNamespace busy;
    private final Cluster cluster;
    private final SimulatedAccount account;
    private final GroupObject group;
    private final Map<String, String> annotations = new HashMap<>(Map.of(
            "alb.ingress.kubernetes.io/group.name", "busy",
            "alb.ingress.kubernetes.io/target-type", "ip",
            "alb.ingress.kubernetes.io/healthcheck-interval-seconds", "5",
            "alb.ingress.kubernetes.io/healthcheck-timeout-seconds", "2"));

    ChangesUnderTrafficTest(KubernetesClient client) {
        this.busy = new BusyNamespace(client, clock, config -> config);
        this.cluster = busy.cluster();
        this.account = busy.account();
        this.group = new GroupObject(client, "busy");
    }

    @BeforeEach
    void prepare() throws IOException {
        busy.serve("web", "10.1.9.1", "10.1.9.2");
        busy.serve("next", "10.1.9.11", "10.1.9.12");
    }

    @AfterEach
    void leaveNothing() {
        busy.close();
    }

    @Test
    void everyRequestIsAnsweredRightWhateverChanges() {
        write("web");
        cluster.awaitProgrammed(BusyNamespace.NAME, "shop");
        String first = account.loadBalancers().getFirst();
        busy.awaitHealthy();

        try (Traffic traffic = Traffic.to(account.listener(first), HOST, "web")) {
            await("the first answers").until(() -> traffic.sent() > 100);

            busy.becomes(traffic, "next", () -> write("next"));
            assertThat(deletions()).as("what served before has its time").isEmpty();
            passes(DELAY);
            await("it is gone when its time is over")
                    .atMost(SOON)
                    .until(() -> deletions().size() == 1);

            annotations.put("alb.ingress.kubernetes.io/healthcheck-path", "/healthz");
            write("next");
            busy.becomes(traffic, "web", () -> write("web"));

            replaceTheLoadBalancer(traffic, first);
            System.out.printf(
                    "under traffic: %d requests, %d wrong%n",
                    traffic.sent(), traffic.wrong().size());
            assertThat(traffic.wrong()).isEmpty();
        }
    }

    /** Both serve; the old one goes when clients had time to learn the new address. */
    private void replaceTheLoadBalancer(Traffic traffic, String first) {
        annotations.put("alb.ingress.kubernetes.io/scheme", "internet-facing");
        write("web");
        await("the plan has a name")
                .atMost(SOON)
                .until(() -> group.condition("ReplacementRequired")
                        .filter(condition -> condition.getMessage().contains("headgate.io/approve=" + group.planId()))
                        .isPresent());
        annotations.put("headgate.io/approve", group.planId());
        write("web");
        await("both are told of")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(cluster.ingresses()
                                .getFirst()
                                .getStatus()
                                .getLoadBalancer()
                                .getIngress())
                        .hasSize(2));
        String second = account.loadBalancers().stream()
                .filter(name -> !name.equals(first))
                .findFirst()
                .orElseThrow();
        try (Traffic toTheOther = Traffic.to(account.listener(second), HOST, "web")) {
            await("the other answers").until(() -> toTheOther.sent() > 100);
            assertThat(account.loadBalancers()).contains(first);
            assertThat(traffic.wrong()).isEmpty();
            traffic.close();
            passes(Duration.ofMinutes(30));
            await("the old one is gone")
                    .atMost(SOON)
                    .until(() -> account.loadBalancers().equals(List.of(second)));
            assertThat(toTheOther.wrong()).isEmpty();
        }
    }

    private void write(String service) {
        var ingress = Cluster.ingress(BusyNamespace.NAME, "shop", service, "/", annotations);
        cluster.apply(ingress);
    }

    private void passes(Duration time) {
        clock.advance(time);
        annotations.put("example.com/touched", clock.instant().toString());
        write(Cluster.backend(cluster.ingresses().getFirst()).getName());
    }

    private List<String> deletions() {
        return account.calls().writes().stream()
                .map(RecordedCall::operation)
                .filter("DeleteTargetGroup"::equals)
                .toList();
    }
}
