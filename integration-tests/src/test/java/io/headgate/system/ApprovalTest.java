package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.api.RecordedCall;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class whose removals must be approved: nothing goes without a word, everything else goes on. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ApprovalTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final Map<String, String> MEMBER = Map.of(GROUP, "shop");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    ApprovalTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "shop");
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        cluster.ingressClass(Map.of("headgate.io/approval", "required"));
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.service("shop", "api");
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.apply(ingress("shop", "api", "api", "/api", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        cluster.awaitProgrammed("shop", "api");
        account.calls().reset();
    }

    @AfterEach
    void leaveNothing() {
        account.reconnect();
        cluster.ingressClass(Map.of());
        cluster.delete("shop", "web");
        cluster.delete("shop", "api");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @Test
    void aMemberThatLeaves_waitsForAWord_andNobodyElseDoes() {
        cluster.delete("shop", "api");
        awaitAsked();
        cluster.apply(ingress("shop", "web", "web", "/new", MEMBER));
        await("others are edited").until(() -> account.paths().contains("/new"));

        assertThat(account.paths()).containsExactlyInAnyOrder("/new", "/api");
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .noneMatch(call -> call.startsWith("Delete"));
        assertThat(cluster.ingresses()).hasSize(2);

        group.approve(group.planId());
        await("it goes").until(() -> cluster.ingresses().size() == 1);
        assertThat(Set.copyOf(account.paths())).containsExactly("/new");
        await("nothing is asked any more")
                .until(() -> group.condition("ApprovalRequired").isEmpty());
    }

    @Test
    void aWordCountsUntilAllIsDone_alsoAfterARestart() {
        cluster.delete("shop", "api");
        awaitAsked();
        account.cutOffAfter(1);
        group.approve(group.planId());
        await("it is done by half")
                .until(() -> account.isCutOff() && !account.paths().contains("/api"));
        operator.close();
        group.approve("");
        account.reconnect();

        operator = RunningOperator.start(client, account);
        await("the rest is done").until(() -> cluster.ingresses().size() == 1);
        await("nothing is left of it").until(() -> account.now().targetGroups().size() == 1);
    }

    @Test
    void theWholeGroup_waitsToo() {
        cluster.delete("shop", "api");
        cluster.delete("shop", "web");
        await("everything is to go")
                .until(() ->
                        group.pending().stream().anyMatch(step -> step.step().startsWith("DeleteLoadBalancer")));
        awaitAsked();
        assertThat(account.calls().writes()).isEmpty();
        assertThat(cluster.ingresses()).hasSize(2);

        group.approve(group.planId());
        await("it goes").until(() -> cluster.ingresses().isEmpty());
    }

    private void awaitAsked() {
        await("it is told what is asked")
                .until(() -> group.condition("ApprovalRequired")
                        .filter(condition -> condition.getMessage().contains("headgate.io/approve=" + group.planId()))
                        .isPresent());
    }
}
