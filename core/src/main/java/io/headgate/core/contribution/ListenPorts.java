package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.GoStruct;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ports of one Ingress with their protocols, from {@code listen-ports}. */
public final class ListenPorts {
    public static final String HTTP = "HTTP";
    public static final String HTTPS = "HTTPS";
    private static final int MAX_PORT = 65535;

    private ListenPorts() {}

    /** Protocol by port. Without the annotation HTTPS:443 if the Ingress brings certificates, else HTTP:80. */
    static SortedMap<Integer, String> of(AnnotationReader annotations, boolean bringsCertificates) {
        SortedMap<Integer, String> ports = new TreeMap<>();
        if (!annotations.has(AnnotationKey.LISTEN_PORTS)) {
            ports.putAll(bringsCertificates ? Map.of(443, HTTPS) : Map.of(80, HTTP));
            return ports;
        }
        List<GoStruct> entries =
                annotations.structs(AnnotationKey.LISTEN_PORTS, "").orElse(List.of());
        for (GoStruct entry : entries) {
            entry.int32ByName().forEach((protocol, port) -> add(protocol, port, ports, annotations));
        }
        if (entries.isEmpty()) {
            annotations.invalid(AnnotationKey.LISTEN_PORTS, "names no port");
        }
        return ports;
    }

    private static void add(String protocol, int port, SortedMap<Integer, String> ports, AnnotationReader annotations) {
        if (!Set.of(HTTP, HTTPS).contains(protocol)) {
            annotations.invalid(
                    AnnotationKey.LISTEN_PORTS,
                    "names the protocol \"" + protocol + "\", which is neither HTTP nor HTTPS");
        } else if (port < 1 || port > MAX_PORT) {
            annotations.invalid(
                    AnnotationKey.LISTEN_PORTS, "names the port " + port + ", which is not from 1 to 65535");
        } else {
            ports.put(port, protocol);
        }
    }
}
