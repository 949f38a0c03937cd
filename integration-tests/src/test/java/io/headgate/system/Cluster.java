package io.headgate.system;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What users do in a cluster, and what they see. */
final class Cluster {

    private final KubernetesClient client;

    Cluster(KubernetesClient client) {
        this.client = client;
    }

    /** The class {@code alb} and the two nodes of the account, ready. */
    void prepare() {
        ingressClass(Map.of());
        node("ip-10-0-3-10", "us-west-2a", "i-0d0000000000000a1");
        node("ip-10-0-4-10", "us-west-2b", "i-0d0000000000000b1");
    }

    /** The class {@code alb} with annotations. */
    void ingressClass(Map<String, String> annotations) {
        apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("alb")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withController("ingress.k8s.aws/alb")
                .endSpec()
                .build());
    }

    private void node(String name, String zone, String instance) {
        ready(new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("topology.kubernetes.io/zone", zone)
                .endMetadata()
                .withNewSpec()
                .withProviderID("aws:///" + zone + "/" + instance)
                .endSpec()
                .build());
    }

    /** Makes a node that is ready. */
    void ready(Node made) {
        apply(made);
        client.nodes()
                .withName(made.getMetadata().getName())
                .editStatus(node -> new NodeBuilder(node)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build());
    }

    void namespace(String name) {
        apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build());
    }

    void service(String namespace, String name) {
        apply(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build());
    }

    /** Addresses behind port {@code http} of a Service that are no Pods, and are said to count nevertheless. */
    void machines(String namespace, String service, String... addresses) {
        client.services()
                .inNamespace(namespace)
                .withName(service)
                .edit(object -> new ServiceBuilder(object)
                        .editMetadata()
                        .addToAnnotations("headgate.io/endpoints", "all")
                        .endMetadata()
                        .build());
        apply(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(service + "-machines")
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .withEndpoints(Stream.of(addresses)
                        .map(address -> new EndpointBuilder()
                                .withAddresses(address)
                                .withNewConditions()
                                .withReady(true)
                                .endConditions()
                                .build())
                        .toList())
                .withPorts(new EndpointPortBuilder()
                        .withName("http")
                        .withProtocol("TCP")
                        .withPort(8080)
                        .build())
                .build());
    }

    /** Where the first path of an Ingress leads. */
    static IngressServiceBackend backend(Ingress ingress) {
        return ingress.getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()
                .getFirst()
                .getBackend()
                .getService();
    }

    /** An Ingress of class {@code alb} with one path to port 80 of a Service. */
    static Ingress ingress(
            String namespace, String name, String service, String path, Map<String, String> annotations) {
        return new IngressBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withIngressClassName("alb")
                .addNewRule()
                .withHost(name + ".example.com")
                .withNewHttp()
                .addToPaths(new HTTPIngressPathBuilder()
                        .withPath(path)
                        .withPathType("Exact")
                        .withNewBackend()
                        .withNewService()
                        .withName(service)
                        .withNewPort()
                        .withNumber(80)
                        .endPort()
                        .endService()
                        .endBackend()
                        .build())
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    <T extends HasMetadata> void apply(T object) {
        client.resource(object).fieldManager("kubectl").forceConflicts().serverSideApply();
    }

    void delete(String namespace, String ingress) {
        client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(ingress)
                .delete();
    }

    /** Forgets all that an operator made or holds, as if it had never been. */
    void abandon() {
        release(ingresses());
        release(client.resources(TargetGroupBinding.class)
                .inAnyNamespace()
                .list()
                .getItems());
        release(client.resources(LoadBalancer.class).list().getItems());
        release(client.resources(IngressReport.class).inAnyNamespace().list().getItems());
    }

    /** Forgets an Ingress that is alone in its group, and all that was made for it in the cluster. */
    void abandon(String namespace, String ingress) {
        String group = namespace + "/" + ingress;
        release(ingresses().stream()
                .filter(each -> each.getMetadata().getName().equals(ingress))
                .toList());
        release(client.resources(LoadBalancer.class).list().getItems().stream()
                .filter(each -> each.getSpec().group().equals(group))
                .toList());
        release(client.resources(TargetGroupBinding.class).inNamespace(namespace).list().getItems().stream()
                .filter(each -> ingress.equals(each.getMetadata().getLabels().get("ingress.k8s.aws/stack-name")))
                .toList());
    }

    private <T extends HasMetadata> void release(List<T> objects) {
        for (T object : objects) {
            client.resource(object).edit(each -> {
                each.getMetadata().setFinalizers(List.of());
                return each;
            });
            client.resource(object).delete();
        }
    }

    List<Ingress> ingresses() {
        return client.network().v1().ingresses().inAnyNamespace().list().getItems();
    }

    /** A condition of the report of an Ingress. */
    Optional<ReportCondition> condition(String namespace, String ingress, String type) {
        return Optional.ofNullable(client.resources(IngressReport.class)
                        .inNamespace(namespace)
                        .withName(ingress)
                        .get())
                .map(IngressReport::getStatus)
                .flatMap(status -> status.conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst());
    }

    void awaitProgrammed(String namespace, String ingress) {
        Awaitility.await(namespace + "/" + ingress + " is programmed")
                .until(() -> condition(namespace, ingress, "Programmed")
                        .filter(condition -> condition.status().equals("True"))
                        .isPresent());
    }

    /** Whether each Ingress is programmed as it is written now, and nobody is being let go. */
    boolean settled() {
        return ingresses().stream()
                .allMatch(ingress -> ingress.getMetadata().getFinalizers().size() == 1
                        && condition(
                                        ingress.getMetadata().getNamespace(),
                                        ingress.getMetadata().getName(),
                                        "Programmed")
                                .filter(condition -> condition.status().equals("True")
                                        && ingress.getMetadata().getGeneration().equals(condition.observedGeneration()))
                                .isPresent());
    }

    /** The Events about an Ingress. */
    List<Event> events(String namespace, String ingress) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("Ingress")
                        && event.getInvolvedObject().getName().equals(ingress))
                .toList();
    }

    /** Versions of all objects that the operator writes: equal as long as nothing was written. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        Stream.of(
                        ingresses(),
                        client.resources(LoadBalancer.class).list().getItems(),
                        client.resources(IngressReport.class)
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.resources(TargetGroupBinding.class)
                                .inAnyNamespace()
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .forEach(object -> versions.put(
                        object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                                + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }
}
