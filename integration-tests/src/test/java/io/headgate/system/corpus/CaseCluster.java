package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.IngressClassParams;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.manifest.Manifests;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The objects of one case in an API server that many cases share, one after the other. There are no controllers beside the operator: what
 * it leaves, for instance IngressReports, is removed here, and namespaces stay.
 */
final class CaseCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Ingress.class,
            LoadBalancer.class,
            TargetGroupBinding.class,
            IngressReport.class,
            Service.class,
            Secret.class,
            IngressClass.class,
            IngressClassParams.class,
            Event.class,
            Pod.class,
            EndpointSlice.class,
            Node.class);

    private final KubernetesClient client;

    private CaseCluster(KubernetesClient client) {
        this.client = client;
    }

    /** Creates all objects of the manifests, before anything looks at them. */
    static CaseCluster create(KubernetesClient client, Manifests manifests) {
        CaseCluster cluster = new CaseCluster(client);
        cluster.clear();
        manifests.ofType(Namespace.class).forEach(cluster::namespace);
        manifests.objects().stream()
                .filter(object -> !(object instanceof Namespace))
                .forEach(cluster::create);
        return cluster;
    }

    /** What nodes and pods are like is in their status, which the API server takes from the kubelet alone. */
    private void create(HasMetadata object) {
        client.resource(object).create();
        if (object instanceof Node || object instanceof Pod) {
            object.getMetadata().setResourceVersion(null);
            client.resource(object).patchStatus();
        }
    }

    private void namespace(Namespace wanted) {
        String name = wanted.getMetadata().getName();
        if (client.namespaces().withName(name).get() == null) {
            client.resource(wanted).create();
        } else {
            client.namespaces()
                    .withName(name)
                    .edit(present -> new NamespaceBuilder(present)
                            .editMetadata()
                            .withLabels(wanted.getMetadata().getLabels())
                            .endMetadata()
                            .build());
        }
    }

    List<Ingress> ingresses() {
        return client.network().v1().ingresses().inAnyNamespace().list().getItems();
    }

    /** Whether the operator has said its last word about an Ingress as it is now. */
    boolean settled(Ingress ingress) {
        return report(ingress.getMetadata())
                .filter(status -> Objects.equals(
                        status.observedGeneration(), ingress.getMetadata().getGeneration()))
                .filter(status -> is(status, "Programmed", "True") || is(status, "Accepted", "False"))
                .isPresent();
    }

    private Optional<IngressReportStatus> report(ObjectMeta ingress) {
        return Optional.ofNullable(client.resources(IngressReport.class)
                        .inNamespace(ingress.getNamespace())
                        .withName(ingress.getName())
                        .get())
                .map(IngressReport::getStatus);
    }

    private static boolean is(IngressReportStatus status, String type, String wanted) {
        return status.conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals(type) && condition.status().equals(wanted));
    }

    /** Whether each TargetGroupBinding was looked at as it is now. */
    boolean bindingsSettled() {
        return bindings().stream()
                .allMatch(binding -> binding.getStatus() != null
                        && Objects.equals(
                                binding.getStatus().observedGeneration(),
                                binding.getMetadata().getGeneration()));
    }

    /** Edits each Ingress so that it has to be looked at again although it asks for nothing else: a TLS entry without hosts. */
    void touchIngresses() {
        ingresses()
                .forEach(ingress -> client.resource(ingress).edit(present -> {
                    present.getSpec().getTls().add(new IngressTLS());
                    return present;
                }));
    }

    /** What the API server says beside the account. */
    StateReader.ClusterSide clusterSide() {
        ArrayNode bindings = JSON.createArrayNode();
        bindings().forEach(binding -> bindings.add(JSON.<ObjectNode>valueToTree(binding)));
        return new StateReader.ClusterSide(bindings, refused());
    }

    /** Ingresses that are refused, with what Warning Events say of that. */
    private ArrayNode refused() {
        List<Event> events = client.v1().events().inAnyNamespace().list().getItems();
        ArrayNode refused = JSON.createArrayNode();
        for (Ingress ingress : ingresses()) {
            ObjectMeta metadata = ingress.getMetadata();
            report(metadata)
                    .flatMap(CaseCluster::refusal)
                    .ifPresent(reason -> refused.addObject()
                            .put("ingress", metadata.getNamespace() + "/" + metadata.getName())
                            .put("reason", reason)
                            .put("message", warnings(events, metadata, reason)));
        }
        return refused;
    }

    private static Optional<String> refusal(IngressReportStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Accepted")
                        && condition.status().equals("False"))
                .findFirst()
                .map(IngressReportStatus.ReportCondition::reason);
    }

    private static String warnings(List<Event> events, ObjectMeta ingress, String reason) {
        return events.stream()
                .filter(event -> event.getType().equals("Warning")
                        && event.getReason().equals(reason)
                        && event.getInvolvedObject().getKind().equals("Ingress")
                        && event.getInvolvedObject().getUid().equals(ingress.getUid()))
                .map(Event::getMessage)
                .collect(Collectors.joining("\n"));
    }

    void deleteIngresses() {
        client.network().v1().ingresses().inAnyNamespace().delete();
    }

    /** Whether the operator has let go of all that it kept for Ingresses. */
    boolean released() {
        return ingresses().isEmpty()
                && bindings().isEmpty()
                && client.resources(LoadBalancer.class).list().getItems().isEmpty();
    }

    private List<TargetGroupBinding> bindings() {
        return client.resources(TargetGroupBinding.class)
                .inAnyNamespace()
                .list()
                .getItems();
    }

    private void clear() {
        for (Class<? extends HasMetadata> kind : KINDS) {
            client.resources(kind).inAnyNamespace().list().getItems().forEach(this::remove);
        }
    }

    private void remove(HasMetadata object) {
        if (object instanceof Service && object.getMetadata().getName().equals("kubernetes")) {
            return;
        }
        if (!object.getMetadata().getFinalizers().isEmpty()) {
            client.resource(object).edit(present -> {
                present.getMetadata().setFinalizers(List.of());
                return present;
            });
        }
        client.resource(object).withGracePeriod(0).delete();
    }

    @Override
    public void close() {
        clear();
    }
}
