package io.headgate.system.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What aws-load-balancer-controller left is taken over without a write, and goes on from there. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class TakeoverTest {

    private final KubernetesClient client;
    private final Simulator account;

    TakeoverTest(KubernetesClient client) throws IOException {
        this.client = client;
        this.account = Left.simulator();
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void nothingIsWrittenUntilSomethingChangesAndThenOneCall() {
        LeftCluster cluster = LeftCluster.create(client);
        Map<String, String> before = cluster.ofOthers();

        try (RunningOperator _ = operator()) {
            awaitFirstPass(cluster);
            expectNoWrite();
            assertThat(cluster.ofOthers()).isEqualTo(before);
        }
        try (RunningOperator _ = operator()) {
            awaitFirstPass(cluster);
            expectNoWrite();
            assertThat(cluster.ofOthers()).isEqualTo(before);

            cluster.edit("hc", "d", TakeoverTest::anotherHost);

            await("the host is changed")
                    .until(() -> account.account().rules().values().toString().contains("b.example.com"));
            cluster.awaitReports("Programmed", "True");
            assertThat(account.callLog().writes())
                    .extracting(RecordedCall::operation)
                    .containsExactly("ModifyRule");
        }
        expectNothingToDoForWhoTakesItBack();
    }

    /** The other controller numbers rules from 1 upward and notes port and number in a tag: what differs, it would change. */
    private void expectNothingToDoForWhoTakesItBack() {
        AccountSnapshot left = account.account();
        left.listeners().forEach(listener -> {
            int number = 0;
            for (Rule rule : left.rules().getOrDefault(listener.arn(), List.of())) {
                number++;
                assertThat(rule.priority()).isEqualTo(number);
                assertThat(left.tags().get(rule.arn()))
                        .containsEntry("ingress.k8s.aws/resource", listener.port() + ":" + number);
            }
        });
    }

    private RunningOperator operator() {
        return LeftOperator.start(client, account);
    }

    private static void awaitFirstPass(LeftCluster cluster) {
        cluster.awaitReports("Programmed", "True");
        cluster.awaitTargets();
    }

    private void expectNoWrite() {
        assertThat(account.callLog().writes())
                .extracting(RecordedCall::operation)
                .isEmpty();
    }

    private static Ingress anotherHost(Ingress ingress) {
        ingress.getSpec().getRules().getFirst().setHost("b.example.com");
        return ingress;
    }
}
