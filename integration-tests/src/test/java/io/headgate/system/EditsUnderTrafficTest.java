package io.headgate.system;

import static io.headgate.system.BusyNamespace.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.elbv2.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One edit after the other while requests come in at 200 per second: each is answered, by what is right at the time. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class EditsUnderTrafficTest {

    private static final String HOST = "shop.example.com";
    private static final String NEIGHBOUR = "neighbour.example.com";
    private static final String NOT_FOUND = "HTTP/1.1 404 Not Found";
    private static final int ADMIN_PORT = Workload.PORT + 1;
    private static final List<String> PODS = List.of("10.1.8.1", "10.1.8.2");
    private static final List<String> NODES = List.of("10.0.3.10", "10.0.4.10");
    private static final String OTHER_CERTIFICATE =
            "arn:aws:acm:us-west-2:123456789012:certificate/0d0d0d0d-0000-0000-0000-00000000000e";

    private final KubernetesClient client;
    private final BusyNamespace busy;
    private final Cluster cluster;
    private final SimulatedAccount account;
    private final Map<String, String> annotations = new HashMap<>(Map.of(
            "alb.ingress.kubernetes.io/group.name", "busy",
            "alb.ingress.kubernetes.io/target-type", "instance",
            "alb.ingress.kubernetes.io/healthcheck-interval-seconds", "5",
            "alb.ingress.kubernetes.io/healthcheck-timeout-seconds", "2"));
    private int servicePort = 80;

    EditsUnderTrafficTest(KubernetesClient client) {
        this.client = client;
        this.busy = new BusyNamespace(client, Clock.systemUTC(), config -> config.withSeed(seed()));
        this.cluster = busy.cluster();
        this.account = busy.account();
    }

    private static String seed() {
        String certificate = "{\"arn\": \"" + OTHER_CERTIFICATE + "\", \"name\": \"other\", \"names\": [\"" + HOST
                + "\"], \"keyAlgorithm\": \"RSA_2048\", \"status\": \"ISSUED\"}";
        return SimulatedAccount.seed().replace("\"certificates\": [", "\"certificates\": [" + certificate + ", ");
    }

    /** A Service of two ports: one answers {@code web}, on pods and on nodes, the other {@code admin}. */
    @BeforeEach
    void serve() throws IOException {
        cluster.apply(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(BusyNamespace.NAME)
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .addNewPort()
                .withName("admin")
                .withPort(81)
                .endPort()
                .endSpec()
                .build());
        busy.workload().start(PODS.toArray(String[]::new));
        busy.workload().serve("web", PODS, Map.of("http", Workload.PORT, "admin", ADMIN_PORT));
        for (String pod : PODS) {
            busy.backends().start("web", pod, Workload.PORT);
            busy.backends().start("admin", pod, ADMIN_PORT);
        }
        for (String node : NODES) {
            busy.backends().start("web", node, nodePort());
        }
    }

    private int nodePort() {
        return client.services()
                .inNamespace(BusyNamespace.NAME)
                .withName("web")
                .get()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
    }

    @AfterEach
    void leaveNothing() {
        busy.close();
    }

    @Test
    void everyRequestIsAnsweredRightWhateverIsEdited() {
        edit();
        cluster.apply(Cluster.ingress(BusyNamespace.NAME, "neighbour", "web", "/", annotations));
        cluster.awaitProgrammed(BusyNamespace.NAME, "shop");
        cluster.awaitProgrammed(BusyNamespace.NAME, "neighbour");
        busy.awaitHealthy();
        String balancer = account.loadBalancers().getFirst();

        try (Traffic traffic = Traffic.to(listener(balancer, 80), HOST, "web");
                Traffic neighbour = Traffic.to(listener(balancer, 80), NEIGHBOUR, "web")) {
            await("the first answers").until(() -> traffic.sent() > 100);

            edit("target-type", "ip");
            await("pods are asked themselves").atMost(SOON).until(this::reachesPods);
            busy.becomes(traffic, "admin", () -> {
                servicePort = 81;
                edit();
            });
            anotherHostAndPath(balancer);
            edit("listen-ports", "[{\"HTTP\":80},{\"HTTP\":8080},{\"HTTPS\":443}]");
            edit("certificate-arn", SimulatedAccount.CERTIFICATE);
            await("all ports are listened on").atMost(SOON).until(() -> ports().equals(List.of(80, 443, 8080)));
            otherCertificates(balancer);
            edit("listen-ports", "[{\"HTTP\":80},{\"HTTPS\":443}]");
            await("a port is closed").atMost(SOON).until(() -> ports().equals(List.of(80, 443)));

            System.out.printf("edits under traffic: %d requests%n", traffic.sent() + neighbour.sent());
            assertThat(traffic.wrong()).isEmpty();
            assertThat(neighbour.wrong()).isEmpty();
        }
    }

    /** Who stays in a group that another leaves notices nothing; who moves is answered at the new address. */
    @Test
    void whoStaysInAGroupNoticesNothingOfOneThatLeaves() {
        edit();
        cluster.apply(Cluster.ingress(BusyNamespace.NAME, "neighbour", "web", "/", annotations));
        cluster.awaitProgrammed(BusyNamespace.NAME, "shop");
        cluster.awaitProgrammed(BusyNamespace.NAME, "neighbour");
        busy.awaitHealthy();
        String balancer = account.loadBalancers().getFirst();

        try (Traffic neighbour = Traffic.to(listener(balancer, 80), NEIGHBOUR, "web")) {
            await("the first answers").until(() -> neighbour.sent() > 100);
            anotherGroup(balancer);
            assertThat(neighbour.wrong()).isEmpty();
        }
    }

    /** Whether nothing is left to do about the former target group but to wait for its end. */
    private boolean reachesPods() {
        return new GroupObject(client, "busy")
                .condition("Ready")
                .filter(condition -> "Draining".equals(condition.getReason()))
                .isPresent();
    }

    private void anotherHostAndPath(String balancer) {
        Ingress more = new IngressBuilder(ingress())
                .editSpec()
                .editFirstRule()
                .withHost("other.example.com")
                .endRule()
                .endSpec()
                .build();
        more.getSpec().getRules().addAll(ingress().getSpec().getRules());
        cluster.apply(more);
        try (Traffic other = Traffic.to(listener(balancer, 80), "other.example.com", NOT_FOUND)) {
            other.mayBecome("admin");
            await("another host is answered").atMost(SOON).until(() -> other.gets("admin"));
            assertThat(other.wrong()).isEmpty();
        }
    }

    /** Each handshake gets a certificate that is for the host. */
    private void otherCertificates(String balancer) {
        try (Traffic secure = Traffic.secure(listener(balancer, 443), HOST, NOT_FOUND)) {
            secure.mayBecome("admin");
            await("the rules of the new listener are there").atMost(SOON).until(() -> secure.gets("admin"));
            int first = secure.sent();
            await("no request is under way from before").until(() -> secure.sent() > first + 20);
            secure.mustBe("admin");
            edit("certificate-arn", OTHER_CERTIFICATE);
            await("the other certificate is the only one")
                    .atMost(SOON)
                    .until(() -> account.now().listeners().stream()
                            .filter(listener -> listener.port() == 443)
                            .anyMatch(listener ->
                                    Set.copyOf(listener.certificates()).equals(Set.of(OTHER_CERTIFICATE))));
            int sent = secure.sent();
            await("requests with the other one").until(() -> secure.sent() > sent + 20);
            assertThat(secure.wrong()).isEmpty();
        }
    }

    private void anotherGroup(String former) {
        edit("group.name", "elsewhere");
        await("there is another load balancer")
                .atMost(SOON)
                .until(() -> account.loadBalancers().size() == 2 && cluster.settled());
        String other = account.loadBalancers().stream()
                .filter(name -> !name.equals(former))
                .findFirst()
                .orElseThrow();
        try (Traffic moved = Traffic.to(listener(other, 80), HOST, "web")) {
            await("the new address answers").atMost(SOON).until(() -> moved.gets("web"));
        }
    }

    private List<Integer> ports() {
        return account.now().listeners().stream().map(Listener::port).sorted().toList();
    }

    private InetSocketAddress listener(String balancer, int port) {
        await("somebody listens on " + port)
                .until(() -> account.listener(balancer, port).isPresent());
        return account.listener(balancer, port).orElseThrow();
    }

    private void edit(String annotation, String value) {
        annotations.put("alb.ingress.kubernetes.io/" + annotation, value);
        edit();
    }

    private void edit() {
        cluster.apply(ingress());
    }

    private Ingress ingress() {
        Ingress ingress = Cluster.ingress(BusyNamespace.NAME, "shop", "web", "/", annotations);
        ingress.getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()
                .getFirst()
                .getBackend()
                .getService()
                .getPort()
                .setNumber(servicePort);
        return ingress;
    }
}
