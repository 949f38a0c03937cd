package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator ends in the middle of a create; its successor finishes the work and doubles nothing. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class CrashTest {

    private final KubernetesClient client;
    private final Cluster cluster;

    CrashTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @ParameterizedTest(name = "after {0} writes")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theNextOneGoesOn(int writes) {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        try (SimulatedAccount account = new SimulatedAccount()) {
            account.cutOffAfter(writes);
            try (RunningOperator first = RunningOperator.start(client, account)) {
                assertThat(first).isNotNull();
                cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
                await("the first one is stopped").until(account::isCutOff);
            }
            account.reconnect();
            try (RunningOperator second = RunningOperator.start(client, account)) {
                assertThat(second).isNotNull();
                cluster.awaitProgrammed("shop", "web");
                await("both nodes are targets").until(() -> account.targets() == 2);
                assertThat(account.loadBalancers()).hasSize(1);
                assertThat(account.now().targetGroups()).hasSize(1);
                assertThat(account.now().listeners()).hasSize(1);
                assertThat(account.paths()).containsExactly("/");
                cluster.delete("shop", "web");
                await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
                await("the account is empty").until(account::isEmpty);
            }
        }
    }

    @ParameterizedTest(name = "deletion, after {0} writes")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theNextOneDeletesTheRest(int writes) {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        try (SimulatedAccount account = new SimulatedAccount()) {
            try (RunningOperator first = RunningOperator.start(client, account)) {
                assertThat(first).isNotNull();
                cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
                cluster.awaitProgrammed("shop", "web");
                await("both nodes are targets").until(() -> account.targets() == 2);
                account.cutOffAfter(writes);
                cluster.delete("shop", "web");
                await("the first one is stopped").until(account::isCutOff);
            }
            account.reconnect();
            try (RunningOperator second = RunningOperator.start(client, account)) {
                assertThat(second).isNotNull();
                await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
                await("the account is empty").until(account::isEmpty);
            }
        }
    }
}
