package io.headgate.proxy.http;

import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TrafficAttributes;
import io.headgate.proxy.tls.CertificateStore;

/**
 * All that a listener's answers depend on. It is replaced as a whole; a request keeps the one it began with.
 *
 * @param port that clients are told of
 */
public record ListenerState(
        Protocol protocol, int port, Routes routes, CertificateStore certificates, TrafficAttributes attributes) {}
