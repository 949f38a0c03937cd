package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.QuotaUse;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.fault.FaultPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits of the account: who does not fit is refused alone and before any call, and rules and target groups can be spared. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class QuotasTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final Map<String, String> IN_GROUP = Map.of(GROUP, "shops");
    private static final Map<String, String> SPARING =
            Map.of(GROUP, "shops", "headgate.io/rule-packing", "enabled", "headgate.io/share-target-groups", "enabled");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    QuotasTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        limit("rulesPerLoadBalancer", 2);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("north");
        cluster.service("north", "web");
    }

    @AfterEach
    void leaveNothing() {
        cluster.ingresses()
                .forEach(ingress -> cluster.delete(
                        ingress.getMetadata().getNamespace(),
                        ingress.getMetadata().getName()));
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @Test
    void theRuleTooManyRefusesOnlyItsIngress_untilTheLimitIsRaised() {
        List.of("a", "b").forEach(name -> cluster.apply(ingress("north", name, "web", "/", IN_GROUP)));
        List.of("a", "b").forEach(name -> cluster.awaitProgrammed("north", name));
        account.calls().reset();

        cluster.apply(ingress("north", "c", "web", "/", IN_GROUP));

        await("the third is refused")
                .until(() -> cluster.condition("north", "c", "Accepted")
                        .filter(condition -> condition.status().equals("False"))
                        .isPresent());
        assertThat(cluster.condition("north", "c", "Accepted")).hasValueSatisfying(condition -> {
            assertThat(condition.reason()).isEqualTo("QuotaExceeded");
            assertThat(condition.message()).contains("2 of 2 rules", "rules-per-application-load-balancer");
        });
        assertThat(account.calls().writes()).isEmpty();
        assertThat(quotas()).contains(new QuotaUse("rules-per-application-load-balancer", 2, 2));

        cluster.apply(ingress("north", "a", "web", "/edited", IN_GROUP));
        await("others are edited as ever").until(() -> account.paths().contains("/edited"));

        limit("rulesPerLoadBalancer", 3);
        await("the raised limit is seen with the next change").until(() -> {
            cluster.apply(ingress("north", "a", "web", "/p" + System.nanoTime(), IN_GROUP));
            return cluster.condition("north", "c", "Programmed")
                    .filter(condition -> condition.status().equals("True"))
                    .isPresent();
        });
        assertThat(account.paths()).hasSize(3);
    }

    @Test
    void aGroupThatCannotBeMadeSaysSoBeforeAnyCall() {
        operator.close();
        limit("loadBalancers", 1);
        operator = RunningOperator.start(client, account);
        cluster.apply(ingress("north", "first", "web", "/", Map.of()));
        cluster.awaitProgrammed("north", "first");
        account.calls().reset();

        cluster.apply(ingress("north", "second", "web", "/", Map.of()));

        await("the second group is refused")
                .until(() -> cluster.condition("north", "second", "Accepted")
                        .filter(condition -> condition.reason().equals("QuotaExceeded"))
                        .isPresent());
        assertThat(account.calls().writes()).isEmpty();
        cluster.delete("north", "second");
        await("what could not be made can go").until(() -> cluster.ingresses().size() == 1);
    }

    @Test
    void sharedTargetGroupsAndRulesOutliveTheMemberThatGaveTheName() {
        List.of("a", "b", "c").forEach(name -> cluster.apply(ingress("north", name, "web", "/", SPARING)));
        List.of("a", "b", "c").forEach(name -> cluster.awaitProgrammed("north", name));
        await("both nodes are targets, once").until(() -> account.targets() == 2);
        assertThat(account.paths()).as("one rule for three hosts").hasSize(1);
        await("each member knows its targets")
                .until(() -> List.of("a", "b", "c").stream()
                        .allMatch(name -> cluster.condition("north", name, "TargetsHealthy")
                                .filter(condition -> condition.message().startsWith("2 of 2"))
                                .isPresent()));
        account.calls().reset();

        cluster.delete("north", "a");

        await("the member is gone").until(() -> cluster.ingresses().size() == 2);
        assertThat(account.calls().writes()).extracting(RecordedCall::operation).containsExactly("ModifyRule");
    }

    private List<QuotaUse> quotas() {
        return client.resources(LoadBalancer.class).list().getItems().stream()
                .flatMap(object -> object.getStatus().quotas().stream())
                .toList();
    }

    private void limit(String name, int limit) {
        account.faults().set(FaultPlan.NONE.withQuotas(Map.of(name, limit)));
    }
}
