package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.benchmark.MovableClock;
import io.headgate.operator.loadbalancer.gate.GateSettings;
import io.headgate.operator.runtime.RuntimeSettings;
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

    private static final String NAMESPACE = "busy";
    private static final String HOST = "shop.example.com";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final Duration DELAY = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Workload workload;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount(config -> config.withDataPlane(true));
    private final MovableClock clock = new MovableClock();
    private final Backends backends = new Backends();
    private final Map<String, String> annotations = new HashMap<>(Map.of(
            "alb.ingress.kubernetes.io/group.name", "busy",
            "alb.ingress.kubernetes.io/target-type", "ip",
            "alb.ingress.kubernetes.io/healthcheck-interval-seconds", "5",
            "alb.ingress.kubernetes.io/healthcheck-timeout-seconds", "2"));
    private RunningOperator operator;

    ChangesUnderTrafficTest(KubernetesClient client) {
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "busy");
        this.workload = new Workload(client, cluster, NAMESPACE);
        this.operator = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone().withGates(GateSettings.DEFAULT.withReplacementOverlap(Duration.ofMinutes(30))),
                clock);
    }

    @BeforeEach
    void prepare() throws IOException {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        serve("web", "10.1.9.1", "10.1.9.2");
        serve("next", "10.1.9.11", "10.1.9.12");
    }

    private void serve(String service, String... pods) throws IOException {
        workload.service(service);
        workload.start(pods);
        workload.serve(service, List.of(pods));
        for (String pod : pods) {
            backends.start(service, pod, Workload.PORT);
        }
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete(NAMESPACE, "shop");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        operator.close();
        account.close();
        backends.close();
    }

    @Test
    void everyRequestIsAnsweredRightWhateverChanges() {
        write("web");
        cluster.awaitProgrammed(NAMESPACE, "shop");
        String first = account.loadBalancers().getFirst();
        awaitHealthy("web", first);

        try (Traffic traffic = Traffic.to(account.listener(first), HOST, "web")) {
            await("the first answers").until(() -> traffic.sent() > 100);

            becomes(traffic, "next", () -> write("next"));
            assertThat(deletions()).as("what served before has its time").isEmpty();
            passes(DELAY);
            await("it is gone when its time is over")
                    .atMost(SOON)
                    .until(() -> deletions().size() == 1);

            annotations.put("alb.ingress.kubernetes.io/healthcheck-path", "/healthz");
            write("next");
            becomes(traffic, "web", () -> write("web"));

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

    private void becomes(Traffic traffic, String service, Runnable edit) {
        traffic.mayBecome(service);
        edit.run();
        await(service + " answers").atMost(SOON).until(() -> traffic.gets(service));
        int sent = traffic.sent();
        await("no request is under way from before").until(() -> traffic.sent() > sent + 50);
        traffic.mustBe(service);
        assertThat(traffic.wrong()).isEmpty();
    }

    private void write(String service) {
        var ingress = Cluster.ingress(NAMESPACE, "shop", service, "/", annotations);
        cluster.apply(ingress);
    }

    private void passes(Duration time) {
        clock.advance(time);
        annotations.put("example.com/touched", clock.instant().toString());
        write(cluster.ingresses()
                .getFirst()
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()
                .getFirst()
                .getBackend()
                .getService()
                .getName());
    }

    private List<String> deletions() {
        return account.calls().writes().stream()
                .map(RecordedCall::operation)
                .filter("DeleteTargetGroup"::equals)
                .toList();
    }

    private void awaitHealthy(String service, String loadBalancer) {
        await(service + " answers behind " + loadBalancer)
                .atMost(SOON)
                .until(() -> account.now().targetHealth().values().stream()
                        .anyMatch(targets -> !targets.isEmpty()
                                && targets.values().stream()
                                        .allMatch(health -> health.state().equals("healthy"))));
    }
}
