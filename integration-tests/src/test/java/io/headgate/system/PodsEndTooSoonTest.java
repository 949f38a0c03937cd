package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who ends before the load balancer stops sending is told so, with figures. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class PodsEndTooSoonTest {

    private static final String NAMESPACE = "farewell";
    private static final String HASTY = "10.1.9.1";
    private static final String PATIENT = "10.1.9.2";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Workload workload;

    PodsEndTooSoonTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.workload = new Workload(client, cluster, NAMESPACE);
    }

    @Test
    void theIngressOfPodsThatDoNotWaitIsTold_andNoOther() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        try (SimulatedAccount account = new SimulatedAccount();
                RunningOperator _ = RunningOperator.start(client, account)) {
            publish("patient", PATIENT, 90L, 40L);
            publish("hasty", HASTY, 30L, 0L);
            await("both are targets").until(() -> account.targets() == 2);

            end("patient", PATIENT);
            await("it is deregistered").until(() -> account.targets() == 1);
            end("hasty", HASTY);

            await("it is told")
                    .untilAsserted(() -> assertThat(told("hasty"))
                            .singleElement()
                            .asString()
                            .contains(
                                    "pods of Deployment hasty get SIGTERM after 0 s and SIGKILL after 30 s",
                                    "99th percentile",
                                    "set lifecycle.preStop.sleep.seconds to",
                                    "terminationGracePeriodSeconds to"));
            assertThat(told("patient")).isEmpty();
            List.of("patient", "hasty").forEach(name -> cluster.delete(NAMESPACE, name));
            await("all is gone")
                    .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        }
    }

    private void publish(String name, String address, long grace, long sleep) {
        workload.service(name);
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(Workload.name(address))
                        .addToLabels("pod-template-hash", "5d4f")
                        .addNewOwnerReference()
                        .withApiVersion("apps/v1")
                        .withKind("ReplicaSet")
                        .withName(name + "-5d4f")
                        .withUid("5d4f")
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName("ip-10-0-3-10")
                        .withTerminationGracePeriodSeconds(grace)
                        .addNewContainer()
                        .withName("web")
                        .withImage("web")
                        .withNewLifecycle()
                        .withNewPreStop()
                        .withNewSleep(sleep)
                        .endPreStop()
                        .endLifecycle()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        workload.start(address);
        workload.serve(name, List.of(address));
        cluster.apply(
                Cluster.ingress(NAMESPACE, name, name, "/", Map.of("alb.ingress.kubernetes.io/target-type", "ip")));
        cluster.awaitProgrammed(NAMESPACE, name);
    }

    /** As kubectl does: no kubelet ends it, so it stays as one that ends. */
    private void end(String service, String address) {
        client.pods().inNamespace(NAMESPACE).withName(Workload.name(address)).delete();
        workload.serve(service, List.of(), List.of(address));
    }

    private List<String> told(String ingress) {
        return cluster.events(NAMESPACE, ingress).stream()
                .filter(event -> event.getReason().equals("PodsEndTooSoon"))
                .map(Event::getMessage)
                .toList();
    }
}
