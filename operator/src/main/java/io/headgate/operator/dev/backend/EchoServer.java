package io.headgate.operator.dev.backend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headgate.core.cluster.ObjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Answers every request with the Service and the pod that it speaks for, the request line and the header fields. */
final class EchoServer implements AutoCloseable {

    private final HttpServer server;

    private EchoServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param pods names the pod that answers, anew for each request
     * @throws IOException when the address is taken or may not be used
     */
    static EchoServer listen(
            InetSocketAddress address, ObjectKey service, Supplier<String> pods, ExecutorService executor)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> answer(exchange, service, pods.get()));
        server.start();
        return new EchoServer(server);
    }

    private static void answer(HttpExchange exchange, ObjectKey service, String pod) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            byte[] body = describe(exchange, service, pod).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, withoutBody ? -1 : body.length);
            if (!withoutBody) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String describe(HttpExchange exchange, ObjectKey service, String pod) {
        StringBuilder text = new StringBuilder()
                .append("service: ")
                .append(service)
                .append("\npod: ")
                .append(pod)
                .append("\n\n")
                .append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append(' ')
                .append(exchange.getProtocol())
                .append('\n');
        new TreeMap<>(exchange.getRequestHeaders())
                .forEach((name, values) -> values.forEach(value -> text.append(name.toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n')));
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
