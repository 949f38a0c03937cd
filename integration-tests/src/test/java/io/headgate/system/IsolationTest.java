package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.simulator.api.RecordedCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty members of which one is wrong in whatever way: it keeps what it had, the others do not notice, and it recovers by itself. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IsolationTest {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final String BAD = "member-17";
    private static final int MEMBERS = 50;
    private static final SimulatedAccount ACCOUNT = new SimulatedAccount();

    private static RunningOperator operator;
    private static int edits;

    /** How the seventeenth goes wrong, and what puts it right. */
    enum Mistake {
        UNKNOWN_CERTIFICATE("certificate"),
        MISSING_SECRET("shop/later"),
        MISSING_SERVICE("shop/later"),
        WRONG_CONDITION("conditions.web"),
        BROKEN_JSON("actions.web");

        private final String mentioned;

        Mistake(String mentioned) {
            this.mentioned = mentioned;
        }

        private Map<String, String> annotations() {
            return switch (this) {
                case UNKNOWN_CERTIFICATE -> Map.of("listen-ports", "[{\"HTTPS\": 443}]");
                case MISSING_SECRET ->
                    Map.of(
                            "listen-ports",
                            "[{\"HTTPS\": 443}]",
                            "certificate-arn",
                            SimulatedAccount.CERTIFICATE,
                            "auth-type",
                            "oidc",
                            "auth-idp-oidc",
                            "{\"issuer\": \"https://id.example.com\", \"secretName\": \"later\","
                                    + " \"authorizationEndpoint\": \"https://id.example.com/a\","
                                    + " \"tokenEndpoint\": \"https://id.example.com/t\","
                                    + " \"userInfoEndpoint\": \"https://id.example.com/u\"}");
                case MISSING_SERVICE -> Map.of("headgate.io/missing-service", "keep-last");
                case WRONG_CONDITION ->
                    Map.of(
                            "conditions.web",
                            "[{\"field\": \"source-ip\", \"sourceIpConfig\": {\"values\": [\"300.0.5.0/24\"]}}]");
                case BROKEN_JSON -> Map.of("actions.web", "{broken");
            };
        }
    }

    private final KubernetesClient client;
    private final Cluster cluster;

    IsolationTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeAll
    static void serve(KubernetesClient client) {
        Cluster cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        IntStream.rangeClosed(1, MEMBERS).forEach(number -> cluster.apply(member("member-" + number, "/" + number)));
        operator = RunningOperator.start(client, ACCOUNT);
        await("all are served")
                .atMost(Duration.ofMinutes(2))
                .until(() -> ACCOUNT.paths().size() == MEMBERS);
        cluster.awaitProgrammed("shop", BAD);
    }

    @AfterAll
    static void stop(KubernetesClient client) {
        client.network().v1().ingresses().inNamespace("shop").delete();
        await("the account is empty").atMost(Duration.ofMinutes(1)).until(ACCOUNT::isEmpty);
        operator.close();
        ACCOUNT.close();
        client.services().inNamespace("shop").withName("later").delete();
        client.secrets().inNamespace("shop").withName("later").delete();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource
    void othersAreEdited_andTheWrongOneKeepsWhatItHas(Mistake mistake) {
        cluster.apply(wrong(mistake));
        awaitAccepted("False");
        ReportCondition accepted = cluster.condition("shop", BAD, "Accepted").orElseThrow();
        assertThat(accepted.message()).contains(mistake.mentioned);
        assertThat(accepted.remedy()).isNotBlank();
        ACCOUNT.calls().reset();

        String edited = "/edited-" + edits++;
        cluster.apply(member("member-3", edited));
        await("another is edited").until(() -> ACCOUNT.paths().contains(edited));

        assertThat(ACCOUNT.calls().writes()).extracting(RecordedCall::operation).containsExactly("ModifyRule");
        assertThat(ACCOUNT.paths()).contains("/17").hasSize(MEMBERS);
        assertThat(cluster.events("shop", BAD))
                .anyMatch(event -> event.getType().equals("Warning"));
        assertThat(cluster.events("shop", "member-3"))
                .noneMatch(event -> event.getType().equals("Warning"));

        cluster.apply(member(BAD, "/17"));
        awaitAccepted("True");
    }

    @Order(2)
    @Test
    void whatWasMissing_isNoticedWhenItComes() {
        cluster.apply(wrong(Mistake.MISSING_SERVICE));
        awaitAccepted("False");
        cluster.service("shop", "later");
        await("the Service is noticed")
                .atMost(Duration.ofSeconds(15))
                .until(() -> accepted().equals("True"));

        cluster.apply(wrong(Mistake.MISSING_SECRET));
        awaitAccepted("False");
        cluster.apply(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("later")
                .endMetadata()
                .addToStringData(Map.of("clientID", "id", "clientSecret", "secret"))
                .build());
        await("the Secret is noticed")
                .atMost(Duration.ofSeconds(15))
                .until(() -> accepted().equals("True"));

        cluster.apply(wrong(Mistake.UNKNOWN_CERTIFICATE));
        awaitAccepted("False");
        ACCOUNT.issue("*.example.org");
        await("the certificate is noticed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> accepted().equals("True"));
    }

    @Order(3)
    @Test
    void theWrongOneCanBeDeleted() {
        cluster.apply(wrong(Mistake.BROKEN_JSON));
        awaitAccepted("False");

        cluster.delete("shop", BAD);

        await("it is gone").until(() -> cluster.ingresses().size() == MEMBERS - 1);
        assertThat(ACCOUNT.paths()).hasSize(MEMBERS - 1).doesNotContain("/17");
    }

    private void awaitAccepted(String status) {
        await("accepted " + status).until(() -> accepted().equals(status));
    }

    /** Of the present generation. */
    private String accepted() {
        long generation = client.network()
                .v1()
                .ingresses()
                .inNamespace("shop")
                .withName(BAD)
                .get()
                .getMetadata()
                .getGeneration();
        return cluster.condition("shop", BAD, "Accepted")
                .filter(condition -> Long.valueOf(generation).equals(condition.observedGeneration()))
                .map(ReportCondition::status)
                .orElse("");
    }

    private static Ingress wrong(Mistake mistake) {
        String service = mistake == Mistake.MISSING_SERVICE ? "later" : "web";
        Ingress ingress = ingress("shop", BAD, service, "/17", annotations(mistake.annotations()));
        if (mistake == Mistake.UNKNOWN_CERTIFICATE) {
            ingress.getSpec().getRules().getFirst().setHost(BAD + ".example.org");
        }
        if (mistake == Mistake.BROKEN_JSON) {
            var port = Cluster.backend(ingress).getPort();
            port.setNumber(null);
            port.setName("use-annotation");
        }
        return ingress;
    }

    private static Ingress member(String name, String path) {
        return ingress("shop", name, "web", path, annotations(Map.of()));
    }

    private static Map<String, String> annotations(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(PREFIX + "group.name", "fifty"));
        more.forEach((key, value) -> all.put(key.contains("/") ? key : PREFIX + key, value));
        return all;
    }
}
