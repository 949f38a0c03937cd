package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Service turns from one version to another while requests come in: each of them is answered by one of the two. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class SelectorFlipTest {

    private static final String NAMESPACE = "flip";
    private static final List<String> BLUE = List.of("10.1.6.1", "10.1.6.2");
    private static final List<String> GREEN = List.of("10.1.6.11", "10.1.6.12");
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);

    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void noRequestIsLostWhenASelectorFlips(KubernetesClient client) throws IOException {
        Cluster cluster = new Cluster(client);
        Workload workload = new Workload(client, cluster, NAMESPACE);
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        workload.service("web");
        Stream.of(BLUE, GREEN).flatMap(List::stream).forEach(workload::start);
        workload.serve("web", BLUE);
        List<HttpServer> blue = start("blue", BLUE);
        List<HttpServer> green = start("green", GREEN);
        try (SimulatedAccount account = new SimulatedAccount((SimulatorConfig config) -> config.withDataPlane(true));
                RunningOperator _ = RunningOperator.start(client, account);
                HttpClient http = HttpClient.newHttpClient();
                ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor()) {
            cluster.apply(ingress());
            cluster.awaitProgrammed(NAMESPACE, "web");
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + account.listener().getPort() + "/"))
                    .build();
            await("blue answers").until(() -> body(http, request).equals("blue"));

            ScheduledFuture<?> _ = probes.scheduleAtFixedRate(
                    () -> probe(http, request), 0, BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS);
            workload.serve("web", GREEN);
            await("green answers")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> body(http, request).equals("green"));
            await("blue is let go").atMost(Duration.ofMinutes(1)).until(() -> account.targets() == GREEN.size());
            blue.forEach(server -> server.stop(0));
            int before = answered.get();
            await("probes go on").until(() -> answered.get() > before + 50);

            assertThat(wrong).isEmpty();
            System.out.println("selector flip: " + answered.get() + " requests answered, none wrong");
            cluster.delete(NAMESPACE, "web");
            await("all is gone").until(account::isEmpty);
        } finally {
            green.forEach(server -> server.stop(0));
        }
    }

    private static Ingress ingress() {
        Ingress ingress = Cluster.ingress(
                NAMESPACE,
                "web",
                "web",
                "/",
                Map.of(
                        "alb.ingress.kubernetes.io/target-type",
                        "ip",
                        "alb.ingress.kubernetes.io/healthcheck-interval-seconds",
                        "5",
                        "alb.ingress.kubernetes.io/healthcheck-timeout-seconds",
                        "2"));
        ingress.getSpec().getRules().getFirst().setHost(null);
        return ingress;
    }

    private static List<HttpServer> start(String version, List<String> pods) throws IOException {
        List<HttpServer> servers = new ArrayList<>();
        for (String pod : pods) {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(pod.replaceFirst("10", "127"), Workload.PORT), 0);
            server.createContext("/", exchange -> {
                byte[] body = version.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            servers.add(server);
        }
        return servers;
    }

    private void probe(HttpClient http, HttpRequest request) {
        String body = body(http, request);
        answered.incrementAndGet();
        if (!body.equals("blue") && !body.equals("green")) {
            wrong.add(body);
        }
    }

    private static String body(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            return failed.toString();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }
}
