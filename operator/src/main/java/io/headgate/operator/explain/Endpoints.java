package io.headgate.operator.explain;

import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.watch.ClusterView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind a target group in the cluster. */
record Endpoints(@Nullable ObjectKey service, int ready, int all) {

    /** @param resource as in {@code <ingress ns>/<ingress>-<service>:<port>} */
    static Endpoints of(ClusterView view, ObjectKey ingress, String resource) {
        return service(ingress, resource).map(service -> of(view, service)).orElseGet(() -> new Endpoints(null, 0, 0));
    }

    private static Endpoints of(ClusterView view, ObjectKey service) {
        List<EndpointSlice.Endpoint> endpoints = view.slicesOf(service).stream()
                .flatMap(slice -> slice.endpoints().stream())
                .toList();
        long ready = endpoints.stream()
                .filter(endpoint -> endpoint.ready() == null || endpoint.ready())
                .count();
        return new Endpoints(service, (int) ready, endpoints.size());
    }

    private static Optional<ObjectKey> service(ObjectKey ingress, String resource) {
        String prefix = ingress + "-";
        int colon = resource.lastIndexOf(':');
        return resource.startsWith(prefix) && colon > prefix.length()
                ? Optional.of(new ObjectKey(ingress.namespace(), resource.substring(prefix.length(), colon)))
                : Optional.empty();
    }
}
