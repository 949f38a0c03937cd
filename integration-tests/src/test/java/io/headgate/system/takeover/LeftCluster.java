package io.headgate.system.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.crds.report.IngressReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The recorded objects in an API server, and what the operator says of them. */
final class LeftCluster {

    private static final List<String> GIVEN_ANEW =
            List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields");

    private final KubernetesClient client;

    private LeftCluster(KubernetesClient client) {
        this.client = client;
    }

    /** Creates all objects with their finalizers and status. */
    static LeftCluster create(KubernetesClient client) {
        LeftCluster cluster = new LeftCluster(client);
        Left.objects()
                .valueStream()
                .map(object -> object.path("metadata").path("namespace").asText())
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .forEach(cluster::namespace);
        Left.objects().forEach(object -> cluster.add(object.deepCopy()));
        return cluster;
    }

    private void namespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private void add(ObjectNode recorded) {
        ((ObjectNode) recorded.path("metadata")).remove(GIVEN_ANEW);
        if (!recorded.path("spec").path("clusterIP").asText().equals("None")
                && recorded.path("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("clusterIP", "clusterIPs"));
        }
        JsonNode status = recorded.remove("status");
        GenericKubernetesResource created = client.resource(generic(recorded)).create();
        if (status != null && !status.isEmpty()) {
            created.setAdditionalProperty("status", status);
            client.resource(created).updateStatus();
        }
    }

    private static GenericKubernetesResource generic(ObjectNode object) {
        return Serialization.unmarshal(object.toString(), GenericKubernetesResource.class);
    }

    /** All objects of others as they are, by kind and name, with their versions: equal as long as nobody wrote any. */
    Map<String, String> ofOthers() {
        Map<String, String> objects = new TreeMap<>();
        Stream.of(
                        client.network()
                                .v1()
                                .ingresses()
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.network().v1().ingressClasses().list().getItems(),
                        client.services().inAnyNamespace().list().getItems(),
                        client.nodes().list().getItems(),
                        client.namespaces().list().getItems(),
                        client.resources(TargetGroupBinding.class)
                                .inAnyNamespace()
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .forEach(object -> objects.put(name(object), content(object)));
        return objects;
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }

    private static String content(HasMetadata object) {
        object.getMetadata().setManagedFields(List.of());
        return Serialization.asJson(object);
    }

    List<LoadBalancer> loadBalancers() {
        return client.resources(LoadBalancer.class).list().getItems();
    }

    List<IngressReport> reports() {
        return client.resources(IngressReport.class).inAnyNamespace().list().getItems();
    }

    /** Waits until a group was looked at for each of the recorded Ingresses. */
    void awaitReports(String condition, String status) {
        long ingresses = client.network()
                .v1()
                .ingresses()
                .inAnyNamespace()
                .list()
                .getItems()
                .size();
        Awaitility.await("every Ingress is reported " + condition + "=" + status)
                .until(() -> reports().stream()
                                .filter(report -> report.getStatus() != null
                                        && report.getStatus().conditions().stream()
                                                .anyMatch(each -> each.type().equals(condition)
                                                        && each.status().equals(status)))
                                .count()
                        == ingresses);
    }

    /** Waits until the targets of every target group were compared, the bindings' passes thus done. */
    void awaitTargets() {
        awaitTargets(_ -> true);
    }

    /** The same without bindings made by hand, which no group tells of. */
    void awaitTargetsOfGroups() {
        awaitTargets(binding -> !binding.getMetadata().getLabels().isEmpty());
    }

    private void awaitTargets(Predicate<TargetGroupBinding> told) {
        Awaitility.await("the targets of every target group are known")
                .until(() -> loadBalancers().stream()
                                .filter(object -> object.getStatus() != null)
                                .mapToLong(object ->
                                        object.getStatus().targetHealth().size())
                                .sum()
                        == client.resources(TargetGroupBinding.class).inAnyNamespace().list().getItems().stream()
                                .filter(told)
                                .count());
    }

    /** Waits until the objects of all groups of the other controller's class are in a mode. */
    void awaitModes(Mode mode) {
        Awaitility.await("all thirteen groups are in mode " + mode)
                .until(() -> loadBalancers().stream()
                                .filter(object -> object.getSpec().controller().equals("ingress.k8s.aws/alb")
                                        && object.getSpec().mode() == mode)
                                .count()
                        == 13);
    }

    void awaitReady(String namePrefix, String status, String messagePrefix) {
        Awaitility.await(namePrefix + " is Ready=" + status + ": " + messagePrefix)
                .until(() -> loadBalancers().stream()
                        .filter(object ->
                                object.getMetadata().getName().startsWith(namePrefix) && object.getStatus() != null)
                        .flatMap(object -> object.getStatus().conditions().stream())
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals(status)
                                && condition.getReason().equals("Observing")
                                && condition.getMessage().startsWith(messagePrefix)));
    }

    void edit(String namespace, String name, UnaryOperator<Ingress> change) {
        client.network().v1().ingresses().inNamespace(namespace).withName(name).edit(change);
    }
}
