package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Service, as far as Headgate reads it.
 *
 * @param uid part of the names of target groups; empty when the object comes from a file
 * @param type {@code ClusterIP}, {@code NodePort}, {@code LoadBalancer} or {@code ExternalName}
 * @param ipFamilies {@code IPv4}, {@code IPv6}, in the order of the object; empty when unknown
 * @param selector labels of the Pods behind it; empty when the endpoints come from elsewhere
 */
public record Service(
        ObjectKey key,
        String uid,
        Map<String, String> annotations,
        String type,
        List<String> ipFamilies,
        List<Port> ports,
        Map<String, String> selector) {

    public Service {
        annotations = Map.copyOf(annotations);
        ipFamilies = List.copyOf(ipFamilies);
        ports = List.copyOf(ports);
        selector = Map.copyOf(selector);
    }

    /** A Service whose Pods do not matter. */
    public Service(
            ObjectKey key,
            String uid,
            Map<String, String> annotations,
            String type,
            List<String> ipFamilies,
            List<Port> ports) {
        this(key, uid, annotations, type, ipFamilies, ports, Map.of());
    }

    /** Whether a Pod with these labels stands behind it. A Service without a selector selects none. */
    public boolean selects(Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    /**
     * @param name empty when the port has none
     * @param targetPort the API server's default is the port itself
     * @param nodePort 0 when there is none
     */
    public record Port(String name, int port, PortRef targetPort, int nodePort, String protocol) {}

    /** The port of that name or number, as a backend names it; null when there is none. */
    public @Nullable Port port(PortRef ref) {
        for (Port candidate : ports) {
            boolean same = switch (ref) {
                case PortRef.ByNumber(int number) -> candidate.port() == number;
                case PortRef.ByName(String name) -> candidate.name().equals(name);
            };
            if (same) {
                return candidate;
            }
        }
        return null;
    }
}
