package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.benchmark.MovableClock;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.webhook.WebhookSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The certificate of the webhooks while it changes. A request that the API server cannot make goes unanswered and the object is stored, so
 * a mistake that gets through tells of a failed handshake.
 */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class WebhookCertificateTest {

    private static final Ingress MISTAKEN =
            Cluster.ingress("shop", "trial", "web", "/", Map.of("alb.ingress.kubernetes.io/listen-ports", "[{"));

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final MovableClock clock = new MovableClock();
    private @Nullable RunningOperator operator;

    WebhookCertificateTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
    }

    /** The API server lives today; the operator begins so many days ago. */
    private void startDaysAgo(int days) {
        clock.offset(Duration.ofDays(-days));
        RunningOperator started = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone().withWebhooks(WebhookConfigurations.settings(WebhookSettings.Policy.DEFAULT)),
                clock);
        operator = started;
        WebhookConfigurations.install(client, started.webhookPort());
    }

    @AfterEach
    void leaveNothing() {
        if (operator != null) {
            operator.close();
        }
        WebhookConfigurations.remove(client);
        client.secrets()
                .inNamespace(WebhookConfigurations.NAMESPACE)
                .withName(WebhookConfigurations.NAME)
                .delete();
        account.close();
    }

    @Test
    void isRenewedWhileTheWebhooksAnswer() {
        startDaysAgo(80);
        await("a mistake is refused").untilAsserted(this::assertRefused);
        String first = secret("tls.crt");

        clock.offset(Duration.ofDays(-10));

        refusedUntil(() -> !secret("tls.crt").equals(first));
    }

    @Test
    void aReplicaThatStandsByAnswersWithTheCertificateOfTheLeader() {
        RuntimeSettings replica = new RuntimeSettings(
                null,
                new RuntimeSettings.LeaderElection("headgate-test", WebhookConfigurations.NAMESPACE),
                null,
                null,
                null,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                null,
                true,
                WebhookConfigurations.settings(WebhookSettings.Policy.DEFAULT),
                RuntimeSettings.alone().tuning());
        operator = RunningOperator.start(client, account, replica, clock);
        await("the leader made a certificate").until(() -> !secret("tls.crt").isEmpty());
        String first = secret("tls.crt");

        try (RunningOperator standby = RunningOperator.start(client, account, replica, clock)) {
            WebhookConfigurations.install(client, standby.webhookPort());

            await("a mistake is refused").untilAsserted(this::assertRefused);
            assertThat(secret("tls.crt")).isEqualTo(first);
        }
    }

    @Test
    void changesItsAuthorityWhileTheWebhooksAnswer() {
        startDaysAgo(555);
        await("there is a Secret").until(() -> !secret("signing.crt").isEmpty());
        String first = secret("signing.crt");

        // Its serving certificate has ended for the API server meanwhile; a new one and a successor of the authority
        // come.
        clock.offset(Duration.ofDays(-3));
        await("a successor is announced").until(() -> !secret("next.crt").isEmpty());
        await("a mistake is refused again").untilAsserted(this::assertRefused);
        String successor = secret("next.crt");
        assertThat(bundles()).containsOnly(first + successor);

        clock.offset(Duration.ofDays(-2).plusHours(1));
        refusedUntil(() -> secret("signing.crt").equals(successor));
        assertThat(bundles()).containsOnly(successor + first);

        clock.offset(Duration.ofHours(-12));
        refusedUntil(() -> bundles().stream().allMatch(successor::equals));
    }

    @Test
    void comesBackAsItWasWhenItsSecretIsDeletedAndIsToldAgainToAnApiServerThatForgot() {
        startDaysAgo(1);
        await("a mistake is refused").untilAsserted(this::assertRefused);
        String first = secret("tls.crt");

        client.secrets()
                .inNamespace(WebhookConfigurations.NAMESPACE)
                .withName(WebhookConfigurations.NAME)
                .delete();
        await("the Secret is there again").until(() -> secret("tls.crt").equals(first));
        refusedUntil(() -> true);
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(WebhookConfigurations.NAME)
                .edit(configuration -> {
                    configuration
                            .getWebhooks()
                            .forEach(webhook -> webhook.getClientConfig().setCaBundle(null));
                    return configuration;
                });

        await("the authorities are told again")
                .until(() -> bundles().size() == 1 && bundles().getFirst().equals(secret("ca.crt")));
        await("a mistake is refused again").untilAsserted(this::assertRefused);
    }

    private interface Question {
        boolean answer();
    }

    /** Each request meanwhile, and some after it, is answered. */
    private void refusedUntil(Question changed) {
        await("it changed").until(() -> {
            assertRefused();
            return changed.answer();
        });
        for (int i = 0; i < 20; i++) {
            assertRefused();
        }
    }

    private void assertRefused() {
        assertThatThrownBy(() -> client.resource(MISTAKEN).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("listen-ports");
    }

    /** Empty when there is none. */
    private String secret(String key) {
        Secret secret = client.secrets()
                .inNamespace(WebhookConfigurations.NAMESPACE)
                .withName(WebhookConfigurations.NAME)
                .get();
        return secret == null ? "" : decoded(secret.getData().getOrDefault(key, ""));
    }

    /** The different authorities that the API server is told of. */
    private List<String> bundles() {
        return client
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(WebhookConfigurations.NAME)
                .get()
                .getWebhooks()
                .stream()
                .map(webhook -> webhook.getClientConfig().getCaBundle())
                .map(bundle -> decoded(Objects.requireNonNullElse(bundle, "")))
                .distinct()
                .toList();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
