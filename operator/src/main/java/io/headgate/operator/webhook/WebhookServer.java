package io.headgate.operator.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headgate.operator.telemetry.BindAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/** Answers AdmissionReviews over HTTPS, each path by its reviewer. Safe for use by many threads. */
final class WebhookServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpsServer server;

    private WebhookServer(HttpsServer server) {
        this.server = server;
    }

    /** @throws UncheckedIOException if the address cannot be listened on */
    static WebhookServer start(BindAddress address, X509ExtendedKeyManager keys, Map<String, Reviewer> reviewers) {
        try {
            HttpsServer server = HttpsServer.create(address.socketAddress(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            reviewers.forEach(
                    (path, reviewer) -> server.createContext(path, exchange -> answer(exchange, path, reviewer)));
            server.start();
            return new WebhookServer(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot listen on " + address.host() + ":" + address.port() + " for webhooks", failure);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static SSLContext context(X509ExtendedKeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no TLS", impossible);
        }
    }

    private static void answer(HttpExchange exchange, String path, Reviewer reviewer) throws IOException {
        try (exchange) {
            Optional<AdmissionRequest> request =
                    exchange.getRequestURI().getPath().equals(path) ? read(exchange) : Optional.empty();
            if (request.isEmpty()) {
                exchange.sendResponseHeaders(HttpURLConnection.HTTP_BAD_REQUEST, -1);
                return;
            }
            ObjectNode review = response(request.get().uid(), reviewer.review(request.get()));
            byte[] body = JSON.writeValueAsBytes(review);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Optional<AdmissionRequest> read(HttpExchange exchange) throws IOException {
        try {
            JsonNode review = JSON.readTree(exchange.getRequestBody());
            return AdmissionRequest.read(review);
        } catch (JsonProcessingException garbage) {
            return Optional.empty();
        }
    }

    private static ObjectNode response(String uid, Verdict verdict) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = review.putObject("response").put("uid", uid);
        switch (verdict) {
            case Verdict.Allowed(var warnings) -> {
                response.put("allowed", true);
                warn(response, warnings);
            }
            case Verdict.Patched(var operations) ->
                response.put("allowed", true)
                        .put("patchType", "JSONPatch")
                        .put(
                                "patch",
                                Base64.getEncoder()
                                        .encodeToString(operations.toString().getBytes(StandardCharsets.UTF_8)));
            case Verdict.Denied(var message, var warnings) -> {
                response.put("allowed", false);
                response.putObject("status")
                        .put("code", HttpURLConnection.HTTP_FORBIDDEN)
                        .put("reason", "Forbidden")
                        .put("message", message);
                warn(response, warnings);
            }
        }
        return review;
    }

    private static void warn(ObjectNode response, List<String> warnings) {
        if (!warnings.isEmpty()) {
            var list = response.putArray("warnings");
            warnings.forEach(list::add);
        }
    }
}
