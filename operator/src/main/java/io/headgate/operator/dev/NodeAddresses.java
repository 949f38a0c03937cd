package io.headgate.operator.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses of nodes that no other run on this machine uses, so that the same node port serves each run. An address is held by
 * listening where the kubelet of a real node does. Closing gives all back. Not safe for use by many threads.
 */
final class NodeAddresses implements AutoCloseable {

    private static final int KUBELET = 10250;
    private static final int LAST = 254;

    private final List<ServerSocket> held = new ArrayList<>();

    /**
     * The wished address, {@code 10.0.x.y}, or the next one of its {@code x} that is free.
     *
     * @throws IOException when no address can be had; the message says what to do
     */
    String take(String wished) throws IOException {
        int lastDot = wished.lastIndexOf('.');
        String network = wished.substring(0, lastDot + 1);
        BindException refusal = new BindException("no address is left");
        for (int host = Integer.parseInt(wished.substring(lastDot + 1)); host <= LAST; host++) {
            try {
                held.add(listen(network + host));
                return network + host;
            } catch (BindException taken) {
                refusal = taken;
            }
        }
        throw new IOException(
                "cannot listen at port " + KUBELET + " of any address 127" + network.substring(2)
                        + "y, as the node " + wished + ": " + refusal.getMessage()
                        + "; macOS needs 'sudo ifconfig lo0 alias' for each address",
                refusal);
    }

    private static ServerSocket listen(String clusterAddress) throws IOException {
        ServerSocket socket = new ServerSocket();
        boolean listening = false;
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127" + clusterAddress.substring(2)), KUBELET));
            listening = true;
            return socket;
        } finally {
            if (!listening) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot give up " + socket.getLocalSocketAddress(), e);
            }
        }
        held.clear();
    }
}
