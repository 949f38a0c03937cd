package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With deletion policy Retain the Ingress goes, and what it had stays, serves, and is nobody's but the user's. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class RetainTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final Map<String, String> RETAIN = Map.of(
            GROUP, "shop", "headgate.io/deletion-policy", "Retain", "alb.ingress.kubernetes.io/tags", "team=web");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    RetainTest(KubernetesClient client) {
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
        cluster.ingressClass(Map.of());
        client.resources(TargetGroupBinding.class).inNamespace("shop").delete();
        await("the bindings are gone")
                .until(() -> client.resources(TargetGroupBinding.class)
                        .inNamespace("shop")
                        .list()
                        .getItems()
                        .isEmpty());
        operator.close();
        account.close();
    }

    @Test
    void everythingStaysAndServes_withoutTagsOfOurs_alsoWhenStoppedHalfWay() {
        serve(RETAIN);
        account.cutOffAfter(2);
        cluster.delete("shop", "web");
        await("it is stopped").until(account::isCutOff);
        operator.close();
        account.reconnect();
        operator = RunningOperator.start(client, account);

        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        await("its group too").until(() -> new GroupObject(client, "shop").get().isEmpty());

        assertThat(account.paths()).containsExactly("/web");
        assertThat(account.targets()).isEqualTo(2);
        assertThat(account.now().tags().values())
                .allSatisfy(tags -> assertThat(tags.keySet()).noneMatch(key -> key.startsWith("ingress.k8s.aws/")));
        assertThat(account.now().tags().values())
                .anySatisfy(tags -> assertThat(tags).containsEntry("team", "web"));
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .noneMatch(call -> call.equals("DeleteLoadBalancer")
                        || call.equals("DeleteTargetGroup")
                        || call.equals("DeleteSecurityGroup")
                        || call.startsWith("Deregister")
                        || call.startsWith("Revoke"));
        assertThatOthersComeAndGo();
    }

    @Test
    void theClassCanAskForIt_andAnIngressCanRefuse() {
        cluster.ingressClass(Map.of("headgate.io/deletion-policy", "Retain"));
        serve(Map.of(GROUP, "shop", "headgate.io/deletion-policy", "Delete"));
        cluster.delete("shop", "web");
        await("all goes")
                .until(() ->
                        cluster.ingresses().isEmpty() && account.loadBalancers().isEmpty());

        serve(Map.of(GROUP, "shop"));
        cluster.delete("shop", "web");

        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.loadBalancers()).hasSize(1);
    }

    private void serve(Map<String, String> annotations) {
        cluster.apply(ingress("shop", "web", "web", "/web", annotations));
        cluster.awaitProgrammed("shop", "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
        account.calls().reset();
    }

    private void assertThatOthersComeAndGo() {
        List<String> retained = account.loadBalancers();
        cluster.apply(ingress("shop", "api", "web", "/api", Map.of()));
        cluster.awaitProgrammed("shop", "api");
        cluster.delete("shop", "api");
        await("the other is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.loadBalancers()).isEqualTo(retained);
    }
}
