package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.simulator.api.RecordedCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Web ACLs and Shield: asked for where an Ingress names them, and never in the way of anything else. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ProtectionTest {

    private static final Set<String> SERVICES = Set.of("wafv2", "waf-regional", "shield");
    private static final String ACL = "alb.ingress.kubernetes.io/wafv2-acl-arn";
    private static final String ACL_NAME = "alb.ingress.kubernetes.io/wafv2-acl-name";
    private static final String SHIELD = "alb.ingress.kubernetes.io/shield-advanced-protection";
    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    ProtectionTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "plain");
        cluster.delete("shop", "guarded");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @Test
    void nobodyAsksForThem_nobodyIsAsked() {
        cluster.apply(ingress("shop", "plain", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "plain");

        assertThat(account.calls().calls()).extracting(RecordedCall::service).doesNotContainAnyElementsOf(SERVICES);
    }

    @Test
    void aRestartReadsThemOnceAndWritesNothing() {
        guarded(Map.of(ACL, SimulatedAccount.WEB_ACL, SHIELD, "true"));
        cluster.awaitProgrammed("shop", "guarded");
        assertThat(calls("AssociateWebACL")).isEqualTo(1);
        assertThat(calls("CreateProtection")).isEqualTo(1);

        operator.close();
        account.calls().reset();
        operator = RunningOperator.start(client, account);
        guarded(Map.of(ACL, SimulatedAccount.WEB_ACL, SHIELD, "true", "note", "again"));
        await("it is looked at").until(() -> calls("DescribeProtection") == 1);
        guarded(Map.of(ACL, "none", SHIELD, "false"));
        await("both are taken away").until(() -> calls("DisassociateWebACL") == 1 && calls("DeleteProtection") == 1);
        assertThat(calls("AssociateWebACL") + calls("CreateProtection")).isZero();
    }

    @Test
    void aServiceThatFailsBlocksNobodyElse() {
        account.forbid("wafv2");
        cluster.apply(ingress("shop", "plain", "web", "/plain", Map.of(GROUP, "shop")));
        guarded(Map.of(GROUP, "shop", ACL, SimulatedAccount.WEB_ACL));

        cluster.awaitProgrammed("shop", "plain");
        await("the failure is told").until(() -> programmed("guarded").contains("AccessDeniedException"));
        await("both are served").until(() -> Set.copyOf(account.paths()).equals(Set.of("/plain", "/guarded")));

        account.forbid("");
        guarded(Map.of(GROUP, "shop", ACL, SimulatedAccount.WEB_ACL, "note", "again"));
        cluster.awaitProgrammed("shop", "guarded");
    }

    @Test
    void namesAreLookedUp() {
        guarded(Map.of(ACL_NAME, "edge"));
        cluster.awaitProgrammed("shop", "guarded");
        assertThat(calls("AssociateWebACL")).isEqualTo(1);

        guarded(Map.of(ACL_NAME, "nowhere"));
        await("the name is refused")
                .until(() -> cluster.condition("shop", "guarded", "Accepted")
                        .filter(condition -> condition.message().contains("nowhere"))
                        .isPresent());
    }

    private void guarded(Map<String, String> annotations) {
        cluster.apply(ingress("shop", "guarded", "web", "/guarded", new HashMap<>(annotations)));
    }

    private String programmed(String ingress) {
        return cluster.condition("shop", ingress, "Programmed")
                .map(ReportCondition::message)
                .orElse("");
    }

    private long calls(String operation) {
        return account.calls().calls().stream()
                .filter(call ->
                        call.operation().equals(operation) && call.outcome().equals("ok"))
                .count();
    }
}
