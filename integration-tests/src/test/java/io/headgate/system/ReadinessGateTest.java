package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.webhook.WebhookSettings;
import io.headgate.simulator.account.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods that wait until their targets are healthy. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ReadinessGateTest {

    private static final Duration UNTIL_HEALTHY = Duration.ofHours(1);
    private static final String NAMESPACE = "shop";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account =
            new SimulatedAccount(new Timing(Duration.ZERO, UNTIL_HEALTHY, Duration.ZERO));
    private final RunningOperator operator;

    ReadinessGateTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone().withWebhooks(WebhookConfigurations.settings(WebhookSettings.Policy.DEFAULT)));
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        WebhookConfigurations.install(client, operator.webhookPort());
        cluster.apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("elbv2.k8s.aws/pod-readiness-gate-inject", "enabled")
                .endMetadata()
                .build());
        cluster.apply(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "web")
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build());
    }

    @AfterEach
    void leaveNothing() {
        cluster.ingresses()
                .forEach(ingress ->
                        cluster.delete(NAMESPACE, ingress.getMetadata().getName()));
        await("all is gone").until(account::isEmpty);
        client.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
        client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).delete();
        operator.close();
        WebhookConfigurations.remove(client);
        account.close();
    }

    @Test
    void aPodIsReadyOnceItsTargetIs() {
        String gate = "target-health.elbv2.k8s.aws/" + publish();
        await("gates are injected")
                .until(() ->
                        gates(client.resource(pod("trial")).dryRun().create()).equals(List.of(gate)));

        Pod pod = client.resource(pod("web-1")).create();
        assertThat(gates(pod)).containsExactly(gate);
        startContainers("web-1", "10.1.7.1");
        endpoints(notReady("web-1", "10.1.7.1"));

        await("the pod waits for its target")
                .untilAsserted(() -> assertThat(condition("web-1", gate))
                        .hasValueSatisfying(condition -> assertThat(
                                        List.of(condition.getStatus(), condition.getReason(), condition.getMessage()))
                                .containsExactly(
                                        "False", "Elb.RegistrationInProgress", "Target registration is in progress")));

        account.passes(UNTIL_HEALTHY);

        await("the pod is told that its target is healthy")
                .until(() -> condition("web-1", gate)
                        .filter(condition -> condition.getStatus().equals("True"))
                        .isPresent());
    }

    @Test
    void aPodIsLetGoWithItsBinding() {
        String gate = "target-health.elbv2.k8s.aws/" + publish();
        await("gates are injected")
                .until(() ->
                        gates(client.resource(pod("trial")).dryRun().create()).equals(List.of(gate)));
        client.resource(pod("web-2")).create();
        startContainers("web-2", "10.1.7.2");
        endpoints(notReady("web-2", "10.1.7.2"));
        await("the pod waits for its target")
                .until(() -> condition("web-2", gate).isPresent());

        cluster.delete(NAMESPACE, "web");

        await("the pod waits no longer")
                .untilAsserted(() -> assertThat(condition("web-2", gate))
                        .hasValueSatisfying(
                                condition -> assertThat(List.of(condition.getStatus(), condition.getReason()))
                                        .containsExactly("True", "TargetGroupBindingDeleted")));
    }

    @Test
    void aPodThatMissedItsGateIsTold() {
        client.resource(pod("early")).create();
        startContainers("early", "10.1.7.3");
        endpoints(new EndpointBuilder(notReady("early", "10.1.7.3"))
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .build());

        String binding = publish();

        await("an Event tells it")
                .until(() -> client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                        .anyMatch(event -> event.getInvolvedObject().getName().equals("early")
                                && event.getReason().equals("ReadinessGateMissing")
                                && event.getMessage().contains(binding)
                                && event.getMessage().contains("rollout restart")));
        await("the report tells it")
                .until(() -> cluster.condition(NAMESPACE, "web", "TargetsHealthy")
                        .filter(condition -> condition.message().contains("1 pods have no readiness gate"))
                        .isPresent());
        assertThat(gates(client.pods().inNamespace(NAMESPACE).withName("early").get()))
                .isEmpty();
    }

    /** Gives the name of the binding. */
    private String publish() {
        cluster.apply(
                Cluster.ingress(NAMESPACE, "web", "web", "/", Map.of("alb.ingress.kubernetes.io/target-type", "ip")));
        cluster.awaitProgrammed(NAMESPACE, "web");
        return client.resources(TargetGroupBinding.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(binding -> binding.getMetadata().getName())
                .findFirst()
                .orElseThrow();
    }

    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .addToLabels("app", "web")
                .addToLabels("release", "one")
                .endMetadata()
                .withNewSpec()
                .withNodeName("ip-10-0-3-10")
                .addNewContainer()
                .withName("web")
                .withImage("web")
                .endContainer()
                .endSpec()
                .build();
    }

    private void startContainers(String pod, String address) {
        client.pods()
                .inNamespace(NAMESPACE)
                .withName(pod)
                .editStatus(present -> new PodBuilder(present)
                        .editOrNewStatus()
                        .withPodIP(address)
                        .addNewPodIP(address)
                        .addNewCondition()
                        .withType("ContainersReady")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    private void endpoints(Endpoint endpoint) {
        cluster.apply(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("web-1")
                .addToLabels("kubernetes.io/service-name", "web")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(8080)
                .withProtocol("TCP")
                .endPort()
                .withEndpoints(endpoint)
                .build());
    }

    private static Endpoint notReady(String pod, String address) {
        return new EndpointBuilder()
                .withAddresses(address)
                .withNodeName("ip-10-0-3-10")
                .withNewConditions()
                .withReady(false)
                .endConditions()
                .withNewTargetRef()
                .withKind("Pod")
                .withNamespace(NAMESPACE)
                .withName(pod)
                .endTargetRef()
                .build();
    }

    private static List<String> gates(Pod pod) {
        return Stream.ofNullable(pod.getSpec().getReadinessGates())
                .flatMap(List::stream)
                .map(PodReadinessGate::getConditionType)
                .toList();
    }

    private Optional<PodCondition> condition(String pod, String type) {
        return client.pods().inNamespace(NAMESPACE).withName(pod).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
