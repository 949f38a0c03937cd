package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Reads EndpointSlices. */
public final class EndpointReader {

    /** Label that names the Service of a slice. */
    public static final String SERVICE_NAME = "kubernetes.io/service-name";

    private EndpointReader() {}

    public static EndpointSlice read(io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice object) {
        ObjectKey key = Metadata.key(object);
        String service = Metadata.orEmpty(Metadata.labels(object).get(SERVICE_NAME));
        return new EndpointSlice(
                key,
                new ObjectKey(key.namespace(), service),
                Metadata.orEmpty(object.getAddressType()),
                Metadata.orEmpty(object.getEndpoints()).stream()
                        .map(endpoint -> endpoint(endpoint, key.namespace()))
                        .toList(),
                Metadata.orEmpty(object.getPorts()).stream()
                        .map(port -> new EndpointSlice.Port(
                                Metadata.orEmpty(port.getName()),
                                port.getPort(),
                                port.getProtocol() == null ? "TCP" : port.getProtocol()))
                        .toList());
    }

    private static EndpointSlice.Endpoint endpoint(Endpoint endpoint, String namespace) {
        EndpointConditions conditions =
                endpoint.getConditions() == null ? new EndpointConditions() : endpoint.getConditions();
        return new EndpointSlice.Endpoint(
                Metadata.orEmpty(endpoint.getAddresses()),
                conditions.getReady(),
                conditions.getServing(),
                conditions.getTerminating(),
                endpoint.getNodeName(),
                pod(endpoint.getTargetRef(), namespace));
    }

    private static @Nullable ObjectKey pod(@Nullable ObjectReference reference, String namespace) {
        return reference != null && "Pod".equals(reference.getKind())
                ? new ObjectKey(namespace, reference.getName())
                : null;
    }
}
