package io.headgate.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.Dispatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP endpoint on loopback for all services. Signatures are accepted unchecked. */
public final class SimulatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorServer.class);

    private final HttpServer server;
    private final ExecutorService workers;
    private final Dispatcher dispatcher;

    private SimulatorServer(HttpServer server, Dispatcher dispatcher) {
        this.server = server;
        this.dispatcher = dispatcher;
        this.workers = Executors.newVirtualThreadPerTaskExecutor();
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for any free one
     * @param pages what is served below {@code /_simulator/}
     */
    public static SimulatorServer start(int port, Dispatcher dispatcher, InspectionPages pages) throws IOException {
        // Without this the JDK's server delays small answers on kept connections by some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        SimulatorServer server = new SimulatorServer(http, dispatcher);
        http.setExecutor(server.workers);
        http.createContext("/", server::answer);
        http.createContext("/_simulator/", exchange -> send(exchange, pages.answer(exchange)));
        http.start();
        return server;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Optional<Request> request = RestXml.read(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        query,
                        new String(body, StandardCharsets.UTF_8))
                .map(unsigned -> RequestReader.signed(unsigned, exchange.getRequestHeaders()))
                .or(() -> RequestReader.read(exchange.getRequestHeaders(), query, body));
        if (request.isEmpty()) {
            send(exchange, new AnswerWriter.Written(404, "text/plain", "This is not a call of an AWS service.\n"));
            return;
        }
        String requestId = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        switch (dispatch(request.get())) {
            case Answer.Sent sent -> send(exchange, AnswerWriter.write(request.get(), sent, requestId));
            // Without an answer the server ends the connection.
            case Answer.Lost() -> exchange.close();
        }
    }

    private Answer dispatch(Request request) {
        try {
            return dispatcher.dispatch(request.call());
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException defect) {
            LOG.error("defect of the simulator in {}", request.call().operation(), defect);
            return new Answer.Refusal(500, "InternalFailure", "Defect of the simulator: " + defect);
        }
    }

    private static void send(HttpExchange exchange, AnswerWriter.Written answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }
}
