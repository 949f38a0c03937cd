package io.headgate.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Real servers where pods and nodes are on this machine; each answers with the name of its Service. */
final class Backends implements AutoCloseable {

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param address in the cluster, such as {@code 10.1.9.1} */
    void start(String service, String address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address.replaceFirst("^10", "127"), port), 256);
        server.setExecutor(threads);
        byte[] answer = service.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        servers.add(server);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.close();
    }
}
