package io.headgate.operator.wire;

import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.translate.EndpointReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code discovery.k8s.io/v1} EndpointSlices. */
final class Slices {

    private Slices() {}

    static EndpointSlice read(Metadata metadata, Message slice) {
        String namespace = metadata.key().namespace();
        String addressType = "";
        List<EndpointSlice.Endpoint> endpoints = new ArrayList<>();
        List<EndpointSlice.Port> ports = new ArrayList<>();
        while (slice.next()) {
            switch (slice.field()) {
                case 2 -> endpoints.add(endpoint(slice.message(), namespace));
                case 3 -> ports.add(port(slice.message()));
                case 4 -> addressType = slice.text();
                default -> {}
            }
        }
        String service = metadata.labels().getOrDefault(EndpointReader.SERVICE_NAME, "");
        return new EndpointSlice(metadata.key(), new ObjectKey(namespace, service), addressType, endpoints, ports);
    }

    private static EndpointSlice.Endpoint endpoint(Message endpoint, String namespace) {
        List<String> addresses = new ArrayList<>();
        Conditions conditions = Conditions.NONE;
        String node = null;
        ObjectKey pod = null;
        while (endpoint.next()) {
            switch (endpoint.field()) {
                case 1 -> addresses.add(endpoint.text());
                case 2 -> conditions = Conditions.read(endpoint.message());
                case 4 -> pod = pod(endpoint.message(), namespace);
                case 6 -> node = endpoint.text();
                default -> {}
            }
        }
        return new EndpointSlice.Endpoint(
                addresses, conditions.ready, conditions.serving, conditions.terminating, node, pod);
    }

    private record Conditions(
            @Nullable Boolean ready,
            @Nullable Boolean serving,
            @Nullable Boolean terminating) {

        static final Conditions NONE = new Conditions(null, null, null);

        static Conditions read(Message message) {
            Boolean ready = null;
            Boolean serving = null;
            Boolean terminating = null;
            while (message.next()) {
                switch (message.field()) {
                    case 1 -> ready = message.flag();
                    case 2 -> serving = message.flag();
                    case 3 -> terminating = message.flag();
                    default -> {}
                }
            }
            return new Conditions(ready, serving, terminating);
        }
    }

    private static @Nullable ObjectKey pod(Message reference, String namespace) {
        String kind = "";
        String name = "";
        while (reference.next()) {
            switch (reference.field()) {
                case 1 -> kind = reference.text();
                case 3 -> name = reference.text();
                default -> {}
            }
        }
        return kind.equals("Pod") ? new ObjectKey(namespace, name) : null;
    }

    private static EndpointSlice.Port port(Message port) {
        String name = "";
        String protocol = "TCP";
        Integer number = null;
        while (port.next()) {
            switch (port.field()) {
                case 1 -> name = port.text();
                case 2 -> protocol = port.text();
                case 3 -> number = (int) port.number();
                default -> {}
            }
        }
        return new EndpointSlice.Port(name, number, protocol);
    }
}
