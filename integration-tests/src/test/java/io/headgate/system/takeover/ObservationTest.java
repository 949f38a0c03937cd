package io.headgate.system.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.operator.predecessor.LeaseName;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While aws-load-balancer-controller renews its Lease, Headgate only observes its groups, and serves those of its own class. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ObservationTest {

    private static final String HC = "aws-hc-d-";
    private static final String FRONT_DOOR = "aws-front-door-";

    private final KubernetesClient client;
    private final OthersLease lease;
    private final Simulator account;

    ObservationTest(KubernetesClient client) throws IOException {
        this.client = client;
        this.lease = new OthersLease(client);
        this.account = Left.simulator();
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void itObservesTakesOverAndObservesAgain() {
        lease.renew(OthersLease.LONG);
        LeftCluster cluster = LeftCluster.create(client);
        cluster.edit("hc", "d", host("b.example.com"));
        Map<String, String> before = cluster.ofOthers();

        try (RunningOperator _ = operator()) {
            itObserves(cluster, before);
            itServesItsOwnClassMeanwhile(cluster, before);
            itTakesOverOnceTheLeaseRunsOut(cluster);
            itObservesAgainOnceTheLeaseIsBack(cluster);
            itTakesOverOnceTheLeaseIsGone();
        }
    }

    private void itObserves(LeftCluster cluster, Map<String, String> before) {
        cluster.awaitModes(Mode.Observe);
        cluster.awaitReady(HC, "False", "would make ModifyRule: aws-load-balancer-controller renews its Lease");
        cluster.awaitReady(FRONT_DOOR, "True", "nothing to change: aws-load-balancer-controller renews its Lease");
        await("every Ingress is reported").until(() -> cluster.reports().size() == 16);
        assertThat(cluster.ofOthers()).isEqualTo(before);
        assertThat(account.callLog().writes()).isEmpty();
    }

    private void itServesItsOwnClassMeanwhile(LeftCluster cluster, Map<String, String> before) {
        new OwnClass(client).createWithIngress("own", "web");

        await("the Ingress of our class has an address").until(() -> new OwnClass(client).hasAddress("own", "web"));
        assertThat(account.account().loadBalancers()).hasSize(14);
        assertThat(cluster.ofOthers()).containsAllEntriesOf(before);
        assertThat(account.callLog().writes())
                .extracting(RecordedCall::operation)
                .isNotEmpty()
                .allMatch(operation -> operation.matches("(Create|Authorize|Register).*"));
    }

    private void itTakesOverOnceTheLeaseRunsOut(LeftCluster cluster) {
        await("the targets of our class are registered")
                .until(() -> account.callLog().writes().stream()
                        .anyMatch(call -> call.operation().equals("RegisterTargets")));
        account.callLog().reset();

        lease.renew(OthersLease.SHORT);

        await("the host is changed").until(() -> rules().contains("b.example.com"));
        cluster.awaitModes(Mode.Apply);
        cluster.awaitReports("Programmed", "True");
        assertThat(account.callLog().writes())
                .extracting(RecordedCall::operation)
                .as("what was pending, and the permissions of nodes that only one may take back")
                .contains("ModifyRule")
                .doesNotHaveDuplicates()
                .isSubsetOf("ModifyRule", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress");
    }

    private void itObservesAgainOnceTheLeaseIsBack(LeftCluster cluster) {
        lease.renew(OthersLease.LONG);
        cluster.awaitModes(Mode.Observe);
        account.callLog().reset();

        cluster.edit("grpa", "late", host("later.example.com"));
        Map<String, String> edited = cluster.ofOthers();

        cluster.awaitReady(FRONT_DOOR, "False", "would make ModifyRule");
        assertThat(account.callLog().writes()).isEmpty();
        assertThat(cluster.ofOthers()).isEqualTo(edited);
    }

    private void itTakesOverOnceTheLeaseIsGone() {
        lease.delete();

        await("the host is changed").until(() -> rules().contains("later.example.com"));
        assertThat(account.callLog().writes())
                .extracting(RecordedCall::operation)
                .containsExactly("ModifyRule");
    }

    private String rules() {
        return account.account().rules().values().toString();
    }

    private RunningOperator operator() {
        return LeftOperator.start(client, account, RuntimeSettings.alone().withPredecessor(LeaseName.DEFAULT));
    }

    private static UnaryOperator<Ingress> host(String host) {
        return ingress -> {
            ingress.getSpec().getRules().getFirst().setHost(host);
            return ingress;
        };
    }
}
