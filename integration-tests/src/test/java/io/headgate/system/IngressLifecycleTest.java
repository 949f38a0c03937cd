package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An Ingress from its creation to its deletion, alone and in a group. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class IngressLifecycleTest {

    private static final Map<String, String> IN_GROUP = Map.of("alb.ingress.kubernetes.io/group.name", "shops");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    IngressLifecycleTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        List.of("north", "south").forEach(namespace -> {
            cluster.namespace(namespace);
            cluster.service(namespace, "web");
        });
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
    void anIngressBecomesALoadBalancerWithTargetsAndAnAddress() {
        cluster.apply(ingress("north", "web", "web", "/", Map.of()));

        cluster.awaitProgrammed("north", "web");
        assertThat(account.loadBalancers()).singleElement().asString().startsWith("k8s-north-web-");
        assertThat(account.paths()).containsExactly("/");
        await("both nodes are targets").until(() -> account.targets() == 2);
        await("the address is shown")
                .until(() -> cluster.ingresses().getFirst().getStatus().getLoadBalancer().getIngress().stream()
                        .anyMatch(address -> address.getHostname().endsWith("elb.amazonaws.com")
                                && address.getPorts().getFirst().getPort() == 80));
        assertThat(cluster.ingresses().getFirst().getMetadata().getFinalizers())
                .containsExactly("ingress.k8s.aws/resources");
    }

    @Test
    void aChangedPathIsOneCallAndAnUnrelatedAnnotationNone() {
        cluster.apply(ingress("north", "web", "web", "/old", Map.of()));
        cluster.awaitProgrammed("north", "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
        account.calls().reset();

        cluster.apply(ingress("north", "web", "web", "/old", Map.of("example.com/note", "nothing to us")));
        cluster.apply(ingress("north", "web", "web", "/new", Map.of("example.com/note", "nothing to us")));

        await("the path is changed").until(() -> account.paths().equals(List.of("/new")));
        assertThat(account.calls().writes()).extracting(RecordedCall::operation).containsExactly("ModifyRule");
    }

    @Test
    void aGroupSpansNamespacesAndLetsMembersGo() {
        cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
        cluster.apply(ingress("south", "b", "web", "/b", IN_GROUP));
        cluster.awaitProgrammed("north", "a");
        cluster.awaitProgrammed("south", "b");
        await("both rules are there").until(() -> account.paths().equals(List.of("/a", "/b")));
        assertThat(account.loadBalancers()).hasSize(1);

        cluster.delete("north", "a");

        await("the member is gone").until(() -> cluster.ingresses().size() == 1);
        assertThat(account.paths()).containsExactly("/b");
        assertThat(account.loadBalancers()).hasSize(1);
    }

    @Test
    void aMemberThatMovesIsServedByItsNewGroupAndForgottenByTheOld() {
        cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
        cluster.awaitProgrammed("north", "a");
        String before = account.loadBalancers().getFirst();

        cluster.apply(ingress("north", "a", "web", "/a", Map.of("alb.ingress.kubernetes.io/group.name", "others")));

        await("only the new group has a load balancer")
                .until(() -> account.loadBalancers().size() == 1
                        && !account.loadBalancers().contains(before));
        await("only the new group holds it")
                .until(() -> cluster.ingresses()
                        .getFirst()
                        .getMetadata()
                        .getFinalizers()
                        .equals(List.of("group.ingress.k8s.aws/others")));
    }

    @Test
    void aRestartWritesNothing() {
        cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
        cluster.apply(ingress("south", "alone", "web", "/", Map.of()));
        cluster.awaitProgrammed("north", "a");
        cluster.awaitProgrammed("south", "alone");
        awaitHealthy("north", "a");
        awaitHealthy("south", "alone");
        operator.close();
        Map<String, String> versions = cluster.versions();
        account.calls().reset();

        operator = RunningOperator.start(client, account);
        cluster.apply(ingress("south", "later", "web", "/later", Map.of()));
        cluster.awaitProgrammed("south", "later");

        assertThat(cluster.versions()).containsAllEntriesOf(versions);
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .as("what makes the later one, once")
                .doesNotHaveDuplicates()
                .allMatch(operation -> operation.matches("(Create|Authorize|Register).*"));
    }

    private void awaitHealthy(String namespace, String ingress) {
        await(ingress + " has healthy targets")
                .until(() -> cluster.condition(namespace, ingress, "TargetsHealthy")
                        .filter(condition -> condition.message().startsWith("2 of 2"))
                        .isPresent());
    }
}
