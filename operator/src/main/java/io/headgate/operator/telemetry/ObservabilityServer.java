package io.headgate.operator.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves {@code /livez}, {@code /readyz} or {@code /metrics} over HTTP. Safe for use by many threads. */
public final class ObservabilityServer implements AutoCloseable {

    private final HttpServer server;

    private ObservabilityServer(HttpServer server) {
        this.server = server;
    }

    /** @throws UncheckedIOException if the address cannot be listened on */
    public static ObservabilityServer health(BindAddress address, Health health) {
        HttpServer server = listening(address);
        probe(server, "/livez", health.live());
        probe(server, "/healthz", health.live());
        probe(server, "/readyz", health.ready());
        return started(server);
    }

    /** @throws UncheckedIOException if the address cannot be listened on */
    public static ObservabilityServer metrics(BindAddress address, PrometheusMeterRegistry registry) {
        HttpServer server = listening(address);
        answer(server, "/metrics", () -> new Answer(HttpURLConnection.HTTP_OK, registry.scrape()));
        return started(server);
    }

    /** Host and port, also if the port was chosen freely. */
    public String address() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body) {}

    private static void probe(HttpServer server, String path, BooleanSupplier good) {
        answer(
                server,
                path,
                () -> good.getAsBoolean()
                        ? new Answer(HttpURLConnection.HTTP_OK, "ok\n")
                        : new Answer(HttpURLConnection.HTTP_UNAVAILABLE, "not ok\n"));
    }

    private static void answer(HttpServer server, String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> send(exchange, answer.get()));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer listening(BindAddress address) {
        try {
            return HttpServer.create(address.socketAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address.host() + ":" + address.port(), e);
        }
    }

    private static ObservabilityServer started(HttpServer server) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new ObservabilityServer(server);
    }
}
