package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A backend that gets no requests yet is ready for them. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class WeightsTest {

    private final KubernetesClient client;
    private final Cluster cluster;

    WeightsTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @Test
    void aBackendOfWeightZeroHasHealthyTargets_andIsGivenRequestsByOneCall() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "blue");
        cluster.service("shop", "green");
        try (SimulatedAccount account = new SimulatedAccount();
                RunningOperator _ = RunningOperator.start(client, account)) {
            cluster.apply(split(100, 0));
            cluster.awaitProgrammed("shop", "split");
            await("both nodes are healthy in both target groups")
                    .untilAsserted(() -> assertThat(account.now().targetHealth().values())
                            .hasSize(2)
                            .allSatisfy(targets -> assertThat(targets.values())
                                    .hasSize(2)
                                    .allMatch(target -> target.state().equals("healthy"))));
            account.calls().reset();

            cluster.apply(split(0, 100));

            await("one call").untilAsserted(() -> assertThat(writes(account)).containsExactly("ModifyRule"));
            cluster.delete("shop", "split");
            await("all is gone")
                    .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        }
    }

    private static List<String> writes(SimulatedAccount account) {
        return account.calls().writes().stream().map(RecordedCall::operation).toList();
    }

    private static Ingress split(int blue, int green) {
        Ingress ingress = Cluster.ingress(
                "shop", "split", "split", "/", Map.of("alb.ingress.kubernetes.io/actions.split", """
                        {"type": "forward", "forwardConfig": {"targetGroups": [
                          {"serviceName": "blue", "servicePort": 80, "weight": %d},
                          {"serviceName": "green", "servicePort": 80, "weight": %d}]}}
                        """.formatted(
                                blue, green)));
        Cluster.backend(ingress).getPort().setNumber(null);
        Cluster.backend(ingress).getPort().setName("use-annotation");
        return ingress;
    }
}
