package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.elbv2.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Watches of different kinds are not in step: an endpoint may be seen before its Pod. It is registered with the Pod, although nobody reads
 * endpoints past the watch here and the endpoint does not change again.
 */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class EndpointBeforePodTest {

    private static final String NAMESPACE = "early";
    private static final String FIRST = "10.1.5.1";
    private static final String SECOND = "10.1.5.2";
    private static final String LATE = "10.1.5.3";
    private static final RuntimeSettings WATCHES_ALONE =
            RuntimeSettings.alone().withTuning(Tuning.DEFAULT.withEndpointResync(Duration.ZERO));

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Workload workload;
    private final SimulatedAccount account = new SimulatedAccount();
    private final RunningOperator operator;

    EndpointBeforePodTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.workload = new Workload(client, cluster, NAMESPACE);
        this.operator = RunningOperator.start(client, account, WATCHES_ALONE);
    }

    @BeforeEach
    void serveOnePod() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        workload.service("web");
        workload.start(FIRST);
        workload.serve("web", List.of(FIRST));
        cluster.apply(
                Cluster.ingress(NAMESPACE, "web", "web", "/", Map.of("alb.ingress.kubernetes.io/target-type", "ip")));
        cluster.awaitProgrammed(NAMESPACE, "web");
        awaitTargets(FIRST);
        account.calls().reset();
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete(NAMESPACE, "web");
        await("all is gone")
                .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        operator.close();
        account.close();
        client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
        client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).delete();
    }

    @Test
    void anEndpointIsRegisteredOnceItsPodIsSeen() {
        workload.start(SECOND);
        workload.serve("web", List.of(FIRST, SECOND, LATE));
        awaitTargets(FIRST, SECOND);

        workload.start(LATE);

        awaitTargets(FIRST, SECOND, LATE);
        expectRegistrations();
    }

    @Test
    void anEndpointThatAGateHoldsBackIsRegisteredOnceTheContainersOfItsPodAreReady() {
        workload.start(SECOND);
        workload.serve("web", List.of(FIRST, SECOND, LATE));
        holdBack(LATE);
        awaitTargets(FIRST, SECOND);

        workload.start(LATE);

        awaitTargets(FIRST, SECOND, LATE);
        expectRegistrations();
    }

    private void holdBack(String address) {
        client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(NAMESPACE)
                .withName("web-pods")
                .edit(slice -> {
                    slice.getEndpoints().stream()
                            .filter(endpoint -> endpoint.getAddresses().contains(address))
                            .forEach(endpoint -> endpoint.getConditions().setReady(false));
                    return slice;
                });
    }

    private void awaitTargets(String... addresses) {
        await("targets " + List.of(addresses))
                .untilAsserted(() -> assertThat(targets()).isEqualTo(new TreeSet<>(Set.of(addresses))));
    }

    private Set<String> targets() {
        return account.now().targetHealth().values().stream()
                .flatMap(targets -> targets.entrySet().stream())
                .filter(target -> !target.getValue().state().equals("draining"))
                .map(Map.Entry::getKey)
                .map(Target::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void expectRegistrations() {
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .containsOnly("RegisterTargets")
                .hasSize(2);
    }
}
