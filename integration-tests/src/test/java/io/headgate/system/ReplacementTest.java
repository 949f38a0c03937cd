package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A load balancer gives way to another only when somebody said so; until then everything else goes on. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ReplacementTest {

    private static final String SCHEME = "alb.ingress.kubernetes.io/scheme";
    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final Map<String, String> MEMBER = Map.of(GROUP, "shop");
    private static final Map<String, String> PUBLIC = Map.of(GROUP, "shop", SCHEME, "internet-facing");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    ReplacementTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "shop");
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.apply(ingress("shop", "api", "web", "/api", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        cluster.awaitProgrammed("shop", "api");
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "web");
        cluster.delete("shop", "api");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @Test
    void withoutAWord_theLoadBalancerStays_andEverythingElseIsDone() {
        List<String> before = account.loadBalancers();
        account.calls().reset();

        cluster.apply(ingress("shop", "web", "web", "/new", PUBLIC));

        await("it is told what is missing")
                .until(() -> group.condition("ReplacementRequired")
                        .filter(condition -> condition.getMessage().contains("headgate.io/approve=" + group.planId()))
                        .isPresent());
        await("the rest of the edit is done").until(() -> account.paths().contains("/new"));
        await("who asks for it is told").until(() -> programmed("web").startsWith("False ReplacementRequired"));
        assertThat(programmed("api")).startsWith("True");
        assertThat(account.loadBalancers()).isEqualTo(before);
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .noneMatch(call -> call.startsWith("Delete"));

        operator.close();
        operator = RunningOperator.start(client, account);
        cluster.apply(ingress("shop", "web", "web", "/new", MEMBER));
        await("nothing is asked any more")
                .until(() -> group.condition("ReplacementRequired").isEmpty());
        assertThat(account.loadBalancers()).isEqualTo(before);
    }

    @Test
    void aWordOnAMember_replacesIt() {
        cluster.apply(ingress("shop", "web", "web", "/web", PUBLIC));
        await("a plan has a name").until(() -> !group.planId().isEmpty());

        cluster.apply(ingress(
                "shop",
                "web",
                "web",
                "/web",
                Map.of(GROUP, "shop", SCHEME, "internet-facing", "headgate.io/approve", group.planId())));

        await("the new one is there")
                .until(() -> account.now().loadBalancers().stream()
                        .anyMatch(balancer -> balancer.scheme().equals("internet-facing")));
        await("nothing is asked any more")
                .until(() -> group.condition("ReplacementRequired").isEmpty());
        await("both are served").until(() -> Set.copyOf(account.paths()).equals(Set.of("/web", "/api")));
    }

    private String programmed(String ingress) {
        return cluster.condition("shop", ingress, "Programmed")
                .map(condition -> condition.status() + " " + condition.reason())
                .orElse("");
    }
}
