package io.headgate.core.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code discovery.k8s.io/v1} EndpointSlice.
 *
 * @param service the Service it belongs to (label {@code kubernetes.io/service-name})
 * @param addressType {@code IPv4}, {@code IPv6} or {@code FQDN}
 */
public record EndpointSlice(
        ObjectKey key, ObjectKey service, String addressType, List<Endpoint> endpoints, List<Port> ports) {

    public EndpointSlice {
        endpoints = List.copyOf(endpoints);
        ports = List.copyOf(ports);
    }

    /** Null conditions are unset; an unset {@code ready} counts as ready. {@code pod} is the target reference, if it is a Pod. */
    public record Endpoint(
            List<String> addresses,
            @Nullable Boolean ready,
            @Nullable Boolean serving,
            @Nullable Boolean terminating,
            @Nullable String nodeName,
            @Nullable ObjectKey pod) {
        public Endpoint {
            addresses = List.copyOf(addresses);
        }
    }

    /** Name is empty when unset; a null number means all ports. */
    public record Port(String name, @Nullable Integer port, String protocol) {}
}
