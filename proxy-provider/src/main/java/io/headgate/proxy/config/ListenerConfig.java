package io.headgate.proxy.config;

import io.headgate.core.routing.RoutingTable;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A listener.
 *
 * @param key identity over time, such as an ARN: with the same key, bind address and protocol the socket stays open
 * @param bind where the socket is; port 0 takes a free one
 * @param port the port that clients are told of, in {@code X-Forwarded-Port} and redirects; it may differ from the socket's
 * @param certificates the default first; none on listeners without TLS
 */
public record ListenerConfig(
        String key,
        InetSocketAddress bind,
        int port,
        Protocol protocol,
        RoutingTable routing,
        List<CertificateConfig> certificates,
        TrafficAttributes attributes) {
    public ListenerConfig {
        certificates = List.copyOf(certificates);
    }
}
