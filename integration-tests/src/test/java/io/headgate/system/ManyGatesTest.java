package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Throttling;
import io.headgate.simulator.fault.Throttling.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rollout of three hundred pods that wait for their targets, in an account that grants ten calls a second. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ManyGatesTest {

    private static final Duration UNTIL_HEALTHY = Duration.ofHours(1);
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String NAMESPACE = "many";
    private static final List<String> SERVICES = List.of("a", "b", "c");
    private static final int PODS_OF_SERVICE = 100;
    private static final int LOOKS = 30;
    private static final Throttling TEN_A_SECOND =
            new Throttling(List.of(new Bucket("elb", "elasticloadbalancing", List.of("*"), 10, 10)), 0);

    private final KubernetesClient client;
    private final Cluster cluster;

    ManyGatesTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @Test
    void allPodsAreToldWithinAMinuteAndInFewCalls() {
        try (SimulatedAccount account = new SimulatedAccount(new Timing(Duration.ZERO, UNTIL_HEALTHY, Duration.ZERO))) {
            account.faults().set(FaultPlan.NONE.withThrottling(TEN_A_SECOND));
            RunningOperator operator = RunningOperator.startHeldBack(client, account);
            cluster.prepare();
            cluster.namespace(NAMESPACE);
            SERVICES.forEach(this::publish);
            SERVICES.forEach(service -> cluster.awaitProgrammed(NAMESPACE, service));
            SERVICES.forEach(this::startPods);
            await("all are registered")
                    .atMost(AT_MOST)
                    .until(() -> account.targets() == (long) SERVICES.size() * PODS_OF_SERVICE);

            account.passes(UNTIL_HEALTHY);
            account.calls().reset();

            await("all are told").atMost(AT_MOST).until(() -> pods().stream().allMatch(ManyGatesTest::isHealthy));
            assertThat(account.calls().calls())
                    .hasSizeLessThan(LOOKS)
                    .allMatch(call -> call.operation().equals("DescribeTargetHealth"));
            assertThat(client.v1().events().inNamespace(NAMESPACE).list().getItems())
                    .extracting(Event::getReason)
                    .as("nothing of the account's refusals surfaces")
                    .doesNotContain("FailedReconcile");
            end(account);
            operator.close();
        }
    }

    private void end(SimulatedAccount account) {
        SERVICES.forEach(service -> cluster.delete(NAMESPACE, service));
        await("all is gone")
                .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).delete();
        client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
    }

    private void publish(String service) {
        cluster.service(NAMESPACE, service);
        cluster.apply(Cluster.ingress(
                NAMESPACE,
                service,
                service,
                "/",
                Map.of(
                        "alb.ingress.kubernetes.io/target-type", "ip",
                        "alb.ingress.kubernetes.io/group.name", "many")));
    }

    private void startPods(String service) {
        String gate = "target-health.elbv2.k8s.aws/" + binding(service);
        try (ExecutorService parallel = Executors.newFixedThreadPool(8)) {
            IntStream.rangeClosed(1, PODS_OF_SERVICE)
                    .forEach(number -> parallel.execute(() -> startPod(service, number, gate)));
        }
        cluster.apply(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(service)
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(8080)
                .withProtocol("TCP")
                .endPort()
                .withEndpoints(IntStream.rangeClosed(1, PODS_OF_SERVICE)
                        .mapToObj(number -> new EndpointBuilder()
                                .withAddresses(address(service, number))
                                .withNodeName("ip-10-0-3-10")
                                .withNewConditions()
                                .withReady(false)
                                .endConditions()
                                .withNewTargetRef()
                                .withKind("Pod")
                                .withNamespace(NAMESPACE)
                                .withName(service + "-" + number)
                                .endTargetRef()
                                .build())
                        .toList())
                .build());
    }

    private String binding(String service) {
        return client.resources(TargetGroupBinding.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(object -> service.equals(object.getSpec().serviceRef().name()))
                .map(object -> object.getMetadata().getName())
                .findFirst()
                .orElseThrow();
    }

    private void startPod(String service, int number, String gate) {
        Pod made = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(service + "-" + number)
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
        client.resource(new PodBuilder(made)
                        .withNewStatus()
                        .withPodIP(address(service, number))
                        .addNewPodIP(address(service, number))
                        .addNewCondition()
                        .withType("ContainersReady")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static String address(String service, int number) {
        return "10.1." + (20 + SERVICES.indexOf(service)) + "." + number;
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    private static boolean isHealthy(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().startsWith("target-health.elbv2.k8s.aws/")
                        && condition.getStatus().equals("True"));
    }
}
