package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.proxyclass.ProxyClassSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.serve.PortMapping;
import io.headgate.proxy.config.AddressMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ingresses of the class of the proxy, answered by the operator itself. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ProxyClassTest {

    private static final String PROXY = "127.45.0.1";
    private static final int PORT = 8080;

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final HttpServer backend = backend();
    private final RunningOperator operator;

    ProxyClassTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone()
                        .withProxyClass(new ProxyClassSettings(
                                new PortMapping(InetAddress.ofLiteral(PROXY), Map.of(), 8000),
                                AddressMapping.loopback(),
                                null)));
    }

    private static HttpServer backend() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.1.7.9", 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = "from the pod".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void prepare() {
        cluster.apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("proxy")
                .endMetadata()
                .withNewSpec()
                .withController("headgate.io/proxy")
                .endSpec()
                .build());
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web-1")
                .addToLabels("kubernetes.io/service-name", "web")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewPort()
                .withName("http")
                .withPort(backend.getAddress().getPort())
                .withProtocol("TCP")
                .endPort()
                .addNewEndpoint()
                .withAddresses("10.1.7.9")
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .build());
        cluster.apply(served("neighbour", "/", Map.of()));
        await("the neighbour is served").until(() -> answer("neighbour", "/").equals("200 from the pod"));
    }

    @AfterEach
    void leaveNothing() {
        cluster.ingresses()
                .forEach(ingress -> cluster.delete(
                        ingress.getMetadata().getNamespace(),
                        ingress.getMetadata().getName()));
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        operator.close();
        account.close();
        backend.stop(0);
    }

    private static Ingress served(String name, String path, Map<String, String> annotations) {
        return new IngressBuilder(ingress("shop", name, "web", path, annotations))
                .editSpec()
                .withIngressClassName("proxy")
                .endSpec()
                .build();
    }

    /** Status and body; the body of an answer that the proxy makes itself is left out. */
    private static String answer(String ingress, String path) {
        try (Socket socket = new Socket(PROXY, PORT)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + ingress
                                    + ".example.com\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            String status = answer.split(" ", 3)[1];
            return status.equals("200") ? status + " " + answer.substring(answer.indexOf("\r\n\r\n") + 4) : status;
        } catch (IOException notListening) {
            return "no connection";
        }
    }

    @Test
    void anIngressIsServedAsLongAsItIsThereWithoutAnyChangeInAws() {
        cluster.apply(served("web", "/old", Map.of()));
        await("the path is served").until(() -> answer("web", "/old").equals("200 from the pod"));
        cluster.awaitProgrammed("shop", "web");
        await("the address is shown")
                .untilAsserted(() -> assertThat(addresses("web"))
                        .singleElement()
                        .satisfies(address -> {
                            assertThat(address.getIp()).isEqualTo(PROXY);
                            assertThat(address.getPorts()).singleElement().returns(80, port -> port.getPort());
                        }));

        cluster.apply(served("web", "/new", Map.of()));
        await("the new path is served").until(() -> answer("web", "/new").equals("200 from the pod"));
        assertThat(answer("web", "/old")).isEqualTo("404");

        cluster.delete("shop", "web");
        await("nothing is served").until(() -> answer("web", "/new").equals("404"));
        assertThat(answer("neighbour", "/")).isEqualTo("200 from the pod");

        assertThat(cluster.ingresses())
                .noneMatch(ingress -> !ingress.getMetadata().getFinalizers().isEmpty());
        assertThat(client.resources(LoadBalancer.class).list().getItems()).isEmpty();
        assertThat(account.calls().writes()).isEmpty();
    }

    private List<IngressLoadBalancerIngress> addresses(String name) {
        return cluster.ingresses().stream()
                .filter(ingress -> ingress.getMetadata().getName().equals(name))
                .flatMap(ingress -> ingress.getStatus().getLoadBalancer().getIngress().stream())
                .toList();
    }

    @Test
    void aMistakeIsToldAndTakesNothingFromAnybody() {
        cluster.apply(served("web", "/", Map.of()));
        await("the Ingress is served").until(() -> answer("web", "/").equals("200 from the pod"));
        cluster.awaitProgrammed("shop", "web");

        cluster.apply(served("web", "/else", Map.of("alb.ingress.kubernetes.io/listen-ports", "[{")));

        await("the mistake is told")
                .until(() -> cluster.condition("shop", "web", "Accepted")
                        .filter(condition -> condition.status().equals("False")
                                && condition.message().contains("listen-ports"))
                        .isPresent());
        await("there is an Event")
                .until(() -> cluster.events("shop", "web").stream()
                        .anyMatch(event -> event.getType().equals("Warning")
                                && event.getMessage().contains("listen-ports")));
        assertThat(answer("web", "/")).as("what was accepted last").isEqualTo("200 from the pod");
        assertThat(answer("neighbour", "/")).isEqualTo("200 from the pod");
    }
}
