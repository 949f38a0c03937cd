package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.loadbalancer.gate.GateSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.SimulatorConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A namespace whose Services really answer behind load balancers that really listen, while the operator runs. */
final class BusyNamespace implements AutoCloseable {

    static final String NAME = "busy";
    static final Duration SOON = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Workload workload;
    private final SimulatedAccount account;
    private final Backends backends = new Backends();
    private final RunningOperator operator;

    BusyNamespace(KubernetesClient client, Clock clock, UnaryOperator<SimulatorConfig> setting) {
        this.cluster = new Cluster(client);
        this.workload = new Workload(client, cluster, NAME);
        this.account = new SimulatedAccount(config -> setting.apply(config.withDataPlane(true)));
        this.operator = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone().withGates(GateSettings.DEFAULT.withReplacementOverlap(Duration.ofMinutes(30))),
                clock);
        cluster.prepare();
        cluster.namespace(NAME);
    }

    Cluster cluster() {
        return cluster;
    }

    SimulatedAccount account() {
        return account;
    }

    Backends backends() {
        return backends;
    }

    Workload workload() {
        return workload;
    }

    /** A Service with these pods, which answer with its name. */
    void serve(String service, String... pods) throws IOException {
        workload.service(service);
        workload.start(pods);
        workload.serve(service, List.of(pods));
        for (String pod : pods) {
            backends.start(service, pod, Workload.PORT);
        }
    }

    void awaitHealthy() {
        await("all targets of a target group answer")
                .atMost(SOON)
                .until(() -> account.now().targetHealth().values().stream()
                        .anyMatch(targets -> !targets.isEmpty()
                                && targets.values().stream()
                                        .allMatch(health -> health.state().equals("healthy"))));
    }

    /** Edits something after which another Service answers. */
    void becomes(Traffic traffic, String service, Runnable edit) {
        traffic.mayBecome(service);
        edit.run();
        await(service + " answers").atMost(SOON).until(() -> traffic.gets(service));
        int sent = traffic.sent();
        await("no request is under way from before").until(() -> traffic.sent() > sent + 50);
        traffic.mustBe(service);
        assertThat(traffic.wrong()).isEmpty();
    }

    @Override
    public void close() {
        cluster.ingresses()
                .forEach(ingress -> cluster.delete(NAME, ingress.getMetadata().getName()));
        await("all Ingresses are gone")
                .atMost(SOON)
                .until(() -> cluster.ingresses().isEmpty());
        operator.close();
        account.close();
        backends.close();
    }
}
