package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.api.RecordedCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** One replica goes and another one leads: what it does first, and what it finds out. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class LeaderChangeTest {

    private static final Map<String, String> OF_ADDRESSES = Map.of("alb.ingress.kubernetes.io/target-type", "ip");
    private static final RuntimeSettings REPLICA = RuntimeSettings.alone()
            .withLeaderElection(new RuntimeSettings.LeaderElection("headgate-test", "kube-system"));

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator leader;
    private RunningOperator standby;

    LeaderChangeTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.machines("shop", "web", "10.1.0.1");
        this.leader = RunningOperator.start(client, account, REPLICA);
        this.standby = leader;
    }

    @BeforeEach
    void serve() {
        cluster.apply(ingress("shop", "web", "web", "/", OF_ADDRESSES));
        cluster.awaitProgrammed("shop", "web");
        await("the address is registered").until(() -> account.targets() == 1);
        standby = RunningOperator.start(client, account, REPLICA);
        account.calls().reset();
    }

    @AfterEach
    void leaveNothing() {
        account.release();
        cluster.delete("shop", "web");
        await("all is gone").until(() -> cluster.ingresses().isEmpty() && account.isEmpty());
        standby.close();
        leader.close();
        account.close();
    }

    @Test
    void endpointsAreServedBeforeTheAccountIsRead() {
        account.hold("DescribeLoadBalancers");

        leader.close();
        cluster.machines("shop", "web", "10.1.0.1", "10.1.0.2");

        await("the new address is registered").until(() -> account.targets() == 2);
        assertThat(account.calls().calls())
                .extracting(RecordedCall::operation)
                .contains("RegisterTargets")
                .doesNotContain("DescribeLoadBalancers", "DescribeListeners", "DescribeRules");
    }

    @Test
    void whatOthersChangedMeanwhileIsFoundInTheFirstPass() {
        leader.close();
        try (ElasticLoadBalancingV2Client other = account.elb()) {
            other.deleteRule(request -> request.ruleArn(
                    account.now().rules().values().iterator().next().getFirst().arn()));
        }

        await("the rule is back").until(() -> account.paths().equals(List.of("/")));
    }

    @Test
    void aReplicaThatStandsByAsksNothing() {
        cluster.apply(ingress("shop", "web", "web", "/changed", OF_ADDRESSES));
        await("the leader serves it").until(() -> account.paths().equals(List.of("/changed")));

        assertThat(account.calls().calls())
                .extracting(RecordedCall::operation)
                .as("calls, of the leader alone")
                .containsOnlyOnce("ModifyRule")
                .doesNotContain("DescribeLoadBalancers");
    }
}
