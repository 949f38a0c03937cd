package io.headgate.operator.targets;

import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.watch.ClusterView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the endpoints of a Service from the API server itself, past the watches, which may have missed something. What was missed is in the
 * view afterwards, so that those whom it concerns hear of it. Safe for use by many threads.
 */
final class EndpointCheck {

    private static final String SERVICE = "kubernetes.io/service-name";

    private final KubernetesClient client;
    private final ClusterView view;

    EndpointCheck(KubernetesClient client, ClusterView view) {
        this.client = client;
        this.view = view;
    }

    /** Why the view cannot be relied on as far as the Service goes; empty if it is as the API server has it. */
    Optional<String> doubt(ObjectKey service) {
        try {
            return read(service)
                    ? Optional.of("the watch was behind the API server: they are looked at again")
                    : Optional.empty();
        } catch (KubernetesClientException failed) {
            return Optional.of(
                    "the API server does not confirm it (" + failed.getMessage() + "): they are looked at again");
        }
    }

    /**
     * Brings the view up to date; gives whether it missed something.
     *
     * @throws KubernetesClientException if the API server cannot be reached or refuses
     */
    boolean read(ObjectKey service) {
        EndpointSliceList slices = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(service.namespace())
                .withLabel(SERVICE, service.name())
                .list();
        Service object = client.services()
                .inNamespace(service.namespace())
                .withName(service.name())
                .get();
        String version = slices.getMetadata().getResourceVersion();
        boolean missedSlices = view.slices.listed(
                slices.getItems(), version, slice -> slice.service().equals(service));
        boolean missedService = view.services.listed(
                object == null ? List.of() : List.of(object),
                version,
                known -> known.key().equals(service));
        boolean missedPods = missedPods(slices.getItems());
        return missedPods || missedSlices || missedService;
    }

    /** An endpoint may be known before its Pod is. */
    private boolean missedPods(List<EndpointSlice> slices) {
        List<Pod> missed = slices.stream()
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .map(Endpoint::getTargetRef)
                .filter(reference -> reference != null && "Pod".equals(reference.getKind()))
                .filter(reference -> view.pods
                        .get(new ObjectKey(reference.getNamespace(), reference.getName()))
                        .isEmpty())
                .flatMap(reference -> Stream.ofNullable(client.pods()
                        .inNamespace(reference.getNamespace())
                        .withName(reference.getName())
                        .get()))
                .toList();
        missed.forEach(view.pods::written);
        return !missed.isEmpty();
    }

    /** Brings the nodes of the view up to date. */
    void readNodes() {
        NodeList nodes = client.nodes().list();
        view.nodes.listed(nodes.getItems(), nodes.getMetadata().getResourceVersion(), node -> true);
    }
}
