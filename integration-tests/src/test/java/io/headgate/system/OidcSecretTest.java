package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets of OpenID Connect: read by name, written when they change, noticed after a restart, and seen by nobody. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class OidcSecretTest {

    private static final Map<String, String> OIDC = Map.of(
            "alb.ingress.kubernetes.io/listen-ports",
            "[{\"HTTPS\": 443}]",
            "alb.ingress.kubernetes.io/certificate-arn",
            SimulatedAccount.CERTIFICATE,
            "alb.ingress.kubernetes.io/auth-type",
            "oidc",
            "alb.ingress.kubernetes.io/auth-idp-oidc",
            "{\"issuer\": \"https://id.example.com\", \"authorizationEndpoint\": \"https://id.example.com/authorize\","
                    + " \"tokenEndpoint\": \"https://id.example.com/token\","
                    + " \"userInfoEndpoint\": \"https://id.example.com/user\", \"secretName\": \"client\"}");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    OidcSecretTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("members");
        cluster.service("members", "web");
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("members", "web");
        await("the account is empty").until(account::isEmpty);
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        operator.close();
        account.close();
        client.secrets().inNamespace("members").delete();
    }

    @Test
    void aChangedSecretIsWrittenOnceAndOneThatOnlyLooksChangedIsNot() {
        serve("first-value");
        account.calls().reset();

        cluster.apply(secret("first-value\n", Map.of("example.com/note", "rotated by nobody")));
        cluster.apply(secret("second-value", Map.of()));

        await("the secret is written").until(() -> account.clientSecrets().contains("second-value"));
        operator.close();
        operator = RunningOperator.start(client, account);
        cluster.apply(ingress("members", "web", "web", "/later", OIDC));
        await("the operator saw all").until(() -> account.paths().equals(List.of("/later")));
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .as("one for the secret, one for the path")
                .containsExactly("ModifyRule", "ModifyRule");
    }

    @Test
    void aSecretThatChangesWhileNobodyLooksIsWrittenAfterwards() {
        serve("first-value");
        operator.close();
        account.calls().reset();

        cluster.apply(secret("second-value", Map.of()));
        operator = RunningOperator.start(client, account);

        await("the secret is written").until(() -> account.clientSecrets().contains("second-value"));
        assertThat(account.calls().writes()).extracting(RecordedCall::operation).containsExactly("ModifyRule");
    }

    @Test
    void anIngressWaitsForItsSecret() {
        cluster.apply(ingress("members", "web", "web", "/", OIDC));
        await("the Ingress is refused")
                .until(() -> cluster.condition("members", "web", "Accepted")
                        .filter(condition -> condition.status().equals("False")
                                && condition.message().contains("members/client"))
                        .isPresent());

        cluster.apply(secret("first-value", Map.of()));

        cluster.awaitProgrammed("members", "web");
    }

    @Test
    void theValueIsInNoObjectAndNoRecordedCall() {
        serve("s3cr3t-of-the-client");

        String written = Stream.<List<? extends HasMetadata>>of(
                        client.resources(LoadBalancer.class).list().getItems(),
                        client.resources(IngressReport.class)
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.v1().events().inAnyNamespace().list().getItems())
                .flatMap(List::stream)
                .map(Serialization::asYaml)
                .collect(Collectors.joining());

        assertThat(written).contains("members/client").doesNotContain("s3cr3t");
        assertThat(account.calls().calls()).noneMatch(call -> call.toString().contains("s3cr3t"));
    }

    private void serve(String value) {
        cluster.apply(secret(value, Map.of()));
        cluster.apply(ingress("members", "web", "web", "/", OIDC));
        cluster.awaitProgrammed("members", "web");
        await("the nodes are targets").until(() -> account.targets() == 2);
        assertThat(account.clientSecrets()).containsOnly(value);
    }

    private static Secret secret(String value, Map<String, String> annotations) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("members")
                .withName("client")
                .withAnnotations(annotations)
                .endMetadata()
                .withStringData(Map.of("clientID", "headgate ", "clientSecret", value))
                .build();
    }
}
