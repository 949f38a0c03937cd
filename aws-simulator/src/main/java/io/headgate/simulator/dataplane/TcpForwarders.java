package io.headgate.simulator.dataplane;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves listeners of Network Load Balancers: each connection is joined to the listener of the Application Load Balancer behind, as it
 * is when the connection comes; without one it is closed. Safe for many threads.
 */
final class TcpForwarders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpForwarders.class);

    private final Function<String, Optional<InetSocketAddress>> behind;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<String, ServerSocket> sockets = new ConcurrentHashMap<>();
    private volatile Map<String, String> forwards = Map.of();

    /** @param behind where a listener of an Application Load Balancer really listens, by ARN */
    TcpForwarders(Function<String, Optional<InetSocketAddress>> behind) {
        this.behind = behind;
    }

    /** @param wanted ARN of the listener behind, by ARN of the listener in front; others are not served */
    void follow(Map<String, String> wanted) {
        forwards = Map.copyOf(wanted);
        sockets.entrySet().removeIf(open -> {
            boolean gone = !wanted.containsKey(open.getKey());
            if (gone) {
                close(open.getValue());
            }
            return gone;
        });
        wanted.keySet().forEach(arn -> sockets.computeIfAbsent(arn, this::open));
    }

    /** Where a listener in front is bound. */
    Optional<InetSocketAddress> address(String listenerArn) {
        return Optional.ofNullable(sockets.get(listenerArn))
                .map(socket -> new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
    }

    private ServerSocket open(String listenerArn) {
        try {
            ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            threads.execute(() -> accept(listenerArn, socket));
            return socket;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private void accept(String listenerArn, ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> join(listenerArn, client));
            } catch (IOException closed) {
                LOG.debug("The listener {} ends", listenerArn, closed);
            }
        }
    }

    private void join(String listenerArn, Socket client) {
        Optional<InetSocketAddress> target =
                Optional.ofNullable(forwards.get(listenerArn)).flatMap(behind);
        try (client;
                Socket server = new Socket()) {
            if (target.isPresent()) {
                server.connect(target.get());
                Thread back = Thread.ofVirtual().start(() -> pump(server, client));
                pump(client, server);
                await(back);
            }
        } catch (IOException ended) {
            LOG.debug("A connection to {} ends", listenerArn, ended);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until the sender has said all, and tells the receiver so. */
    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket does not close", e);
        }
    }

    @Override
    public void close() {
        follow(Map.of());
        threads.shutdownNow();
    }
}
