package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.acm.Certificate;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.elbv2.Listener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Certificates that are requested from ACM: nobody waits for them, and no restart requests them again. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class RequestedCertificateTest {

    private static final String GATE = "--feature-gates=EnableCertificateManagement=true";
    private static final Duration VALIDATION = Duration.ofHours(1);
    private static final String CREATE = "alb.ingress.kubernetes.io/create-acm-cert";
    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount(new Timing(Duration.ZERO, Duration.ZERO, VALIDATION));

    RequestedCertificateTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void end() {
        account.close();
    }

    @Test
    void theOthersAreServedMeanwhileAndARestartGoesOn() {
        try (RunningOperator first = RunningOperator.start(client, account, GATE)) {
            assertThat(first).isNotNull();
            cluster.apply(plain());
            cluster.apply(secure(""));
            cluster.awaitProgrammed("shop", "plain");
            await("the record is written").until(() -> calls("ChangeResourceRecordSets") == 1);
            awaitCertificate("CertificatePending");
            assertThat(ports()).containsExactly(80);
        }
        try (RunningOperator second = RunningOperator.start(client, account, GATE)) {
            assertThat(second).isNotNull();
            account.passes(VALIDATION);
            cluster.apply(secure("again"));
            cluster.awaitProgrammed("shop", "secure");
            assertThat(ports()).containsExactlyInAnyOrder(80, 443);
            assertThat(calls("RequestCertificate")).isEqualTo(1);

            account.calls().reset();
            cluster.apply(secure("once more"));
            cluster.awaitProgrammed("shop", "secure");
            assertThat(account.calls().calls())
                    .extracting(RecordedCall::operation)
                    .isEmpty();
            deleteAll();
            assertThat(requested()).isEmpty();
        }
    }

    @Test
    void aRemovedWishTakesTheCertificateAwayAfterARestart() {
        try (RunningOperator first = RunningOperator.start(client, account, GATE)) {
            assertThat(first).isNotNull();
            cluster.apply(plain());
            cluster.apply(secure(""));
            awaitCertificate("CertificatePending");
        }
        assertThat(requested()).hasSize(1);
        try (RunningOperator second = RunningOperator.start(client, account, GATE)) {
            assertThat(second).isNotNull();
            cluster.apply(ingress("shop", "secure", "web", "/secure", Map.of(GROUP, "shop", CREATE, "false")));
            await("the certificate is gone").until(() -> requested().isEmpty());
            deleteAll();
        }
    }

    @Test
    void whatNobodyCanValidateIsTold() {
        try (RunningOperator operator = RunningOperator.start(client, account, GATE)) {
            assertThat(operator).isNotNull();
            account.forbid("route53");
            cluster.apply(plain());
            cluster.apply(secure(""));
            awaitCertificate("CertificateUnknown");
            cluster.awaitProgrammed("shop", "plain");

            account.forbid("");
            cluster.apply(secure("again"));
            awaitCertificate("CertificatePending");
            deleteAll();
        }
    }

    private void deleteAll() {
        cluster.delete("shop", "plain");
        cluster.delete("shop", "secure");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
    }

    private void awaitCertificate(String reason) {
        await("CertificateReady is " + reason)
                .until(() -> cluster.condition("shop", "secure", "CertificateReady")
                        .filter(condition -> condition.status().equals("False")
                                && condition.reason().equals(reason))
                        .isPresent());
    }

    private static io.fabric8.kubernetes.api.model.networking.v1.Ingress plain() {
        return ingress("shop", "plain", "web", "/plain", Map.of(GROUP, "shop"));
    }

    /** @param note changes nothing but lets the operator look again */
    private static io.fabric8.kubernetes.api.model.networking.v1.Ingress secure(String note) {
        Map<String, String> annotations = new HashMap<>(Map.of(GROUP, "shop", CREATE, "true"));
        annotations.put("note", note);
        return ingress("shop", "secure", "web", "/secure", annotations);
    }

    private long calls(String operation) {
        return account.calls().calls().stream()
                .filter(call ->
                        call.operation().equals(operation) && call.outcome().equals("ok"))
                .count();
    }

    private List<Integer> ports() {
        return account.now().listeners().stream().map(Listener::port).toList();
    }

    private List<Certificate> requested() {
        return account.now().certificates().stream()
                .filter(certificate -> !certificate.arn().equals(SimulatedAccount.CERTIFICATE))
                .toList();
    }
}
