package io.headgate.operator.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Where the port of a load balancer is on this machine.
 *
 * @param chosen by port of the load balancer; others below 1024, which need privileges, are moved up by the offset
 */
public record PortMapping(InetAddress address, Map<Integer, Integer> chosen, int offset) {

    private static final int PRIVILEGED = 1024;

    public PortMapping {
        chosen = Map.copyOf(chosen);
    }

    InetSocketAddress bind(int port) {
        int moved = port < PRIVILEGED ? port + offset : port;
        return new InetSocketAddress(address, chosen.getOrDefault(port, moved));
    }
}
