package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.elbv2.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that is about to go is no target any more before anything else happens, also while its group is stuck in a change. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class NodeDrainTest {

    private static final Duration UNTIL_HEALTHY = Duration.ofHours(1);
    private static final String NAMESPACE = "drained";
    private static final String NODE = "ip-10-0-3-10";
    private static final String LEAVING = "i-0d0000000000000a1";
    private static final String STAYING = "i-0d0000000000000b1";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account =
            new SimulatedAccount(new Timing(Duration.ZERO, UNTIL_HEALTHY, Duration.ZERO));
    private final RunningOperator operator;

    NodeDrainTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(client, account);
    }

    /** How it is known that a node is about to go. */
    enum Sign {
        CLUSTER_AUTOSCALER,
        KARPENTER,
        LABEL;

        private Node on(Node node) {
            return switch (this) {
                case CLUSTER_AUTOSCALER -> tainted(node, "ToBeDeletedByClusterAutoscaler");
                case KARPENTER -> tainted(node, "karpenter.sh/disrupted");
                case LABEL ->
                    new NodeBuilder(node)
                            .editMetadata()
                            .addToLabels("node.kubernetes.io/exclude-from-external-load-balancers", "true")
                            .endMetadata()
                            .build();
            };
        }

        private static Node tainted(Node node, String key) {
            return new NodeBuilder(node)
                    .editSpec()
                    .addNewTaint()
                    .withKey(key)
                    .withEffect("NoSchedule")
                    .endTaint()
                    .endSpec()
                    .build();
        }
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        cluster.service(NAMESPACE, "web");
        cluster.apply(Cluster.ingress(NAMESPACE, "web", "web", "/", Map.of()));
        cluster.awaitProgrammed(NAMESPACE, "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
        account.passes(UNTIL_HEALTHY);
        account.calls().reset();
    }

    @AfterEach
    void leaveNothing() {
        account.release();
        client.nodes().withName(NODE).delete();
        cluster.delete(NAMESPACE, "web");
        await("all is gone")
                .until(() -> account.isEmpty() && cluster.ingresses().isEmpty());
        operator.close();
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void itIsDeregisteredBeforeAllElse(Sign sign) {
        account.hold("ModifyRule");
        cluster.apply(Cluster.ingress(NAMESPACE, "web", "web", "/changed", Map.of()));

        client.nodes().withName(NODE).edit(sign::on);

        await("it is deregistered").until(() -> targets().equals(Set.of(STAYING)));
        assertThat(account.calls().writes()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("DeregisterTargets");
            assertThat(call.parameters()).containsValue(LEAVING).doesNotContainValue(STAYING);
        });
        account.release();
        await("then the rule is changed").until(() -> account.paths().equals(List.of("/changed")));
    }

    @Test
    void aNodeThatIsOnlyCordonedServesOn() {
        client.nodes().withName(NODE).edit(node -> {
            node.getSpec().setUnschedulable(true);
            return node;
        });

        cluster.apply(Cluster.ingress(NAMESPACE, "web", "web", "/changed", Map.of()));
        await("a later change is made").until(() -> account.paths().equals(List.of("/changed")));
        assertThat(account.calls().writes()).extracting(RecordedCall::operation).doesNotContain("DeregisterTargets");
        assertThat(targets()).containsExactly(LEAVING, STAYING);
    }

    private Set<String> targets() {
        return account.now().targetHealth().values().stream()
                .flatMap(targets -> targets.entrySet().stream())
                .filter(target -> !target.getValue().state().equals("draining"))
                .map(Map.Entry::getKey)
                .map(Target::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
