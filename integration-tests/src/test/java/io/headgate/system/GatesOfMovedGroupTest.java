package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.simulator.account.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pod that waits for a target group of a group that its Ingress leaves waits no longer. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class GatesOfMovedGroupTest {

    private static final Duration UNTIL_HEALTHY = Duration.ofHours(1);
    private static final String NAMESPACE = "moved";
    private static final String ADDRESS = "10.1.9.1";
    private static final String POD = "pod-10-1-9-1";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Workload workload;

    GatesOfMovedGroupTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.workload = new Workload(client, cluster, NAMESPACE);
    }

    @Test
    void aPodIsLetGo_whenItsTargetGroupGoesWithTheGroup() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        workload.service("web");
        try (SimulatedAccount account = new SimulatedAccount(new Timing(Duration.ZERO, UNTIL_HEALTHY, Duration.ZERO));
                RunningOperator _ = RunningOperator.start(client, account)) {
            publish("one");
            cluster.awaitProgrammed(NAMESPACE, "web");
            String former = bindings().getFirst();
            startGatedPod("target-health.elbv2.k8s.aws/" + former);
            await("the pod waits for its target")
                    .until(() -> condition(former)
                            .filter(condition -> condition.getStatus().equals("False"))
                            .isPresent());

            publish("two");

            await("the former target group's binding is gone")
                    .until(() -> bindings().size() == 1 && !bindings().contains(former));
            await("the pod does not wait for it")
                    .untilAsserted(() -> assertThat(condition(former))
                            .hasValueSatisfying(
                                    condition -> assertThat(List.of(condition.getStatus(), condition.getReason()))
                                            .containsExactly("True", "TargetGroupBindingDeleted")));
            assertThat(account.targets())
                    .as("the pod is a target of the new group alone")
                    .isEqualTo(1);
            cluster.delete(NAMESPACE, "web");
            await("all is gone")
                    .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        }
    }

    private void publish(String group) {
        cluster.apply(Cluster.ingress(
                NAMESPACE,
                "web",
                "web",
                "/",
                Map.of("alb.ingress.kubernetes.io/target-type", "ip", "alb.ingress.kubernetes.io/group.name", group)));
    }

    /** As the webhook makes it. */
    private void startGatedPod(String gate) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(POD)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName("ip-10-0-3-10")
                        .addNewReadinessGate(gate)
                        .addNewContainer()
                        .withName("web")
                        .withImage("web")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        workload.start(ADDRESS);
        workload.serve("web", List.of(ADDRESS));
    }

    private List<String> bindings() {
        return client.resources(TargetGroupBinding.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(binding -> binding.getMetadata().getName())
                .toList();
    }

    private Optional<PodCondition> condition(String binding) {
        return client.pods().inNamespace(NAMESPACE).withName(POD).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().endsWith("/" + binding))
                .findFirst();
    }
}
