package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake is told to who made it, and to nobody else: by Event and by report, with object, field, reason and remedy. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class BadInputTest {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final SimulatedAccount ACCOUNT = new SimulatedAccount();

    private static RunningOperator operator;

    private final Cluster cluster;

    BadInputTest(KubernetesClient client) {
        this.cluster = new Cluster(client);
    }

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = RunningOperator.start(client, ACCOUNT);
        Cluster cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(inGroup(ingress("shop", "good", "web", "/good", Map.of()), "good"));
        cluster.awaitProgrammed("shop", "good");
        await("both nodes are targets").until(() -> ACCOUNT.targets() == 2);
    }

    @AfterAll
    static void stop() {
        operator.close();
        ACCOUNT.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("wrong annotation value", "scheme", annotated("scheme", "sideways")),
                Arguments.of("missing Service port", "web", withPort(81)),
                Arguments.of("broken JSON", "actions.web", annotated("actions.web", "{broken")),
                Arguments.of(
                        "33-character name", "load-balancer-name", annotated("load-balancer-name", "x".repeat(33))),
                Arguments.of("Exact path with *", "/bad*", ingress("shop", "bad", "web", "/bad*", Map.of())),
                Arguments.of("unknown class", "ingressClassName", ofClass("nobody")),
                Arguments.of("listen-ports", "listen-ports", annotated("listen-ports", "[{\"HTTP\": 0}]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isToldAndHarmsNobody(String what, String mentioned, Ingress bad) {
        ACCOUNT.calls().reset();

        cluster.apply(inGroup(bad, "bad"));

        await(what + " is refused")
                .until(() -> cluster.condition("shop", "bad", "Accepted")
                        .filter(condition -> condition.status().equals("False"))
                        .isPresent());
        ReportCondition accepted = cluster.condition("shop", "bad", "Accepted").orElseThrow();
        assertThat(accepted.message()).contains(mentioned);
        assertThat(accepted.remedy()).isNotBlank();
        assertThat(cluster.events("shop", "bad")).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getReason()).isEqualTo(accepted.reason());
            assertThat(event.getMessage()).contains("shop/bad").contains(mentioned);
        });
        assertThat(ACCOUNT.calls().writes()).isEmpty();
        assertThat(ACCOUNT.paths()).containsExactly("/good");
        cluster.awaitProgrammed("shop", "good");

        cluster.delete("shop", "bad");
        await("the refused Ingress can be deleted")
                .until(() -> cluster.ingresses().size() == 1);
        assertThat(ACCOUNT.paths()).containsExactly("/good");
    }

    private static Ingress annotated(String suffix, String value) {
        return ingress("shop", "bad", "web", "/bad", Map.of(PREFIX + suffix, value));
    }

    private static Ingress withPort(int port) {
        Ingress bad = ingress("shop", "bad", "web", "/bad", Map.of());
        Cluster.backend(bad).getPort().setNumber(port);
        return bad;
    }

    private static Ingress ofClass(String name) {
        Ingress bad = ingress("shop", "bad", "web", "/bad", Map.of());
        bad.getSpec().setIngressClassName(name);
        return bad;
    }

    /** Bad and good share a group; the bad one comes first in it. */
    private static Ingress inGroup(Ingress ingress, String name) {
        Map<String, String> annotations = new HashMap<>(ingress.getMetadata().getAnnotations());
        annotations.put(PREFIX + "group.name", "mixed");
        annotations.put(PREFIX + "group.order", List.of("bad", "good").indexOf(name) + "");
        if (annotations.containsKey(PREFIX + "actions.web")) {
            Cluster.backend(ingress).getPort().setNumber(null);
            Cluster.backend(ingress).getPort().setName("use-annotation");
        }
        ingress.getMetadata().setAnnotations(annotations);
        return ingress;
    }
}
