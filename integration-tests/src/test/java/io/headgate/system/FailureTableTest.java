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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failure is told by a condition with reason and remedy, harms nobody, and is over when it is put right. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class FailureTableTest {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final SimulatedAccount ACCOUNT = new SimulatedAccount();

    private static RunningOperator operator;

    private final Cluster cluster;

    FailureTableTest(KubernetesClient client) {
        this.cluster = new Cluster(client);
    }

    @BeforeAll
    static void serve(KubernetesClient client) {
        operator = RunningOperator.start(client, ACCOUNT);
        Cluster cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(member("good", Map.of()));
        cluster.apply(member("bad", Map.of()));
        cluster.awaitProgrammed("shop", "good");
        cluster.awaitProgrammed("shop", "bad");
    }

    @AfterAll
    static void stop(KubernetesClient client) {
        client.network().v1().ingresses().inNamespace("shop").delete();
        await("the account is empty").until(ACCOUNT::isEmpty);
        operator.close();
        ACCOUNT.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "scheme | sideways",
                "ip-address-type | ipv5",
                "listen-ports | [{\"HTTP\": 0}]",
                "listen-ports | [{\"SMTP\": 25}]",
                "listen-ports | nonsense",
                "certificate-arn | not-an-arn",
                "target-type | pod",
                "backend-protocol | FTP",
                "backend-protocol-version | HTTP3",
                "healthcheck-interval-seconds | often",
                "healthcheck-port | 70000",
                "success-codes | 99",
                "load-balancer-attributes | idle_timeout.timeout_seconds",
                "load-balancer-name | a-name-that-is-longer-than-thirty-two",
                "inbound-cidrs | 300.0.0.0/8",
                "subnets | subnet-0nowhere",
                "security-groups | sg-nobody",
                "tags | team",
                "auth-type | password",
                "group.order | first",
                "wafv2-acl-name | nowhere",
                "headgate.io/rule-order | reversed",
                "headgate.io/missing-service | 404",
                "headgate.io/deletion-policy | Keep"
            },
            delimiter = '|')
    void isTold_andOver(String annotation, String value) {
        List<String> before = ACCOUNT.paths();
        ACCOUNT.calls().reset();

        cluster.apply(member("bad", Map.of(annotation, value)));
        awaitAccepted("False");

        ReportCondition told = cluster.condition("shop", "bad", "Accepted").orElseThrow();
        assertThat(told.reason()).isNotBlank();
        assertThat(told.message()).contains(annotation);
        assertThat(told.remedy()).isNotBlank();
        assertThat(ACCOUNT.calls().writes()).isEmpty();
        assertThat(ACCOUNT.paths()).isEqualTo(before);
        assertThat(cluster.events("shop", "good"))
                .noneMatch(event -> event.getType().equals("Warning"));

        cluster.apply(member("bad", Map.of()));
        awaitAccepted("True");
    }

    private void awaitAccepted(String status) {
        await("accepted " + status)
                .until(() -> cluster.condition("shop", "bad", "Accepted")
                        .filter(condition -> condition.status().equals(status))
                        .isPresent());
    }

    private static Ingress member(String name, Map<String, String> more) {
        Map<String, String> annotations = new HashMap<>(Map.of(PREFIX + "group.name", "table"));
        more.forEach((key, value) -> annotations.put(key.contains("/") ? key : PREFIX + key, value));
        return ingress("shop", name, "web", "/" + name, annotations);
    }
}
