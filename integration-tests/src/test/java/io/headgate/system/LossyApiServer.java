package io.headgate.system;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.headgate.operator.dev.controlplane.ControlPlane;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands between the operator and a kube-apiserver, and loses or delays some events of watches of Services, endpoints, Pods and Nodes. */
final class LossyApiServer implements AutoCloseable {

    private static final Pattern LOSSY = Pattern.compile("/(endpointslices|pods|services|nodes)\\?.*watch=true.*");
    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "connection",
            "content-length",
            "upgrade",
            "http2-settings",
            "expect",
            "transfer-encoding",
            "sec-websocket-key",
            "sec-websocket-version");
    private static final int OK = 200;
    private static final int LOST_IN_A_HUNDRED = 20;

    private final URI upstream;
    private final String authorization;
    private final HttpClient http;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean losing;

    LossyApiServer(ControlPlane controlPlane, long seed) {
        Config config = Config.fromKubeconfig(controlPlane.kubeconfigYaml());
        this.random = new Random(seed);
        this.authorization =
                "Bearer " + (config.getOauthToken() == null ? config.getAutoOAuthToken() : config.getOauthToken());
        try {
            this.upstream = URI.create(config.getMasterUrl());
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(SSLUtils.sslContext(config))
                    .build();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no way to the API server", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    /** From now on events are lost. */
    void lose() {
        losing = true;
    }

    int lost() {
        return lost.get();
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .build();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // The client watches by plain HTTP then.
                exchange.sendResponseHeaders(OK, -1);
                return;
            }
            HttpResponse<InputStream> answer = http.send(request(exchange), BodyHandlers.ofInputStream());
            Headers headers = exchange.getResponseHeaders();
            for (String name : List.of("Content-Type", "Content-Encoding")) {
                answer.headers().firstValue(name).ifPresent(value -> headers.set(name, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            try (InputStream body = answer.body();
                    OutputStream out = exchange.getResponseBody()) {
                // The client waits for the head of the answer before there is any event.
                out.flush();
                String uri = exchange.getRequestURI().toString();
                if (uri.contains("watch=true")) {
                    relay(new BufferedInputStream(body), out, LOSSY.matcher(uri).find());
                } else {
                    body.transferTo(out);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI().toString()));
        request.header("Authorization", authorization);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        return request.method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Some events never arrive, some only after the next one. */
    private void relay(InputStream from, OutputStream to, boolean lossy) throws IOException {
        byte[] late = {};
        for (byte[] event = event(from); event.length > 0; event = event(from)) {
            boolean bookmark = new String(event, StandardCharsets.ISO_8859_1).contains("BOOKMARK");
            int dice = lossy && losing && !bookmark ? dice() : 100;
            if (dice < LOST_IN_A_HUNDRED / 2) {
                lost.incrementAndGet();
            } else if (dice < LOST_IN_A_HUNDRED && late.length == 0) {
                lost.incrementAndGet();
                late = event;
            } else {
                to.write(event);
                to.write(late);
                to.flush();
                late = new byte[0];
            }
        }
    }

    /** A line of JSON, or else four bytes of length and as many bytes: no line is so long that its length would begin like JSON. */
    private static byte[] event(InputStream from) throws IOException {
        int first = from.read();
        if (first < 0) {
            return new byte[0];
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(first);
        if (first == '{') {
            for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
                event.write(next);
            }
            event.write('\n');
        } else {
            byte[] rest = from.readNBytes(Integer.BYTES - 1);
            event.writeBytes(rest);
            event.writeBytes(from.readNBytes(new BigInteger(rest).intValueExact()));
        }
        return event.toByteArray();
    }

    private synchronized int dice() {
        return random.nextInt(100);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
