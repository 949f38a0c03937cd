package io.headgate.operator.telemetry;

import java.net.InetSocketAddress;

/** Host and port to listen on; port 0 takes a free one, the empty host stands for all addresses. */
public record BindAddress(String host, int port) {

    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host:port} or {@code :port}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static BindAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address like :8080 or 127.0.0.1:8080");
        }
        return new BindAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    /** Where a server listens; an empty host stands for all addresses. */
    public InetSocketAddress socketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }
}
