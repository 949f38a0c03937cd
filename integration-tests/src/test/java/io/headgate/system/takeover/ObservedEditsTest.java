package io.headgate.system.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.operator.predecessor.LeaseName;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.TargetGroup;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do to Ingresses, bindings and pods while Headgate only observes: it is the other controller's until that has stopped. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ObservedEditsTest {

    private final KubernetesClient client;
    private final OthersLease lease;
    private final WaitingPod pod;
    private final Simulator account;
    private final Predecessor predecessor;

    ObservedEditsTest(KubernetesClient client) throws IOException {
        this.client = client;
        this.lease = new OthersLease(client);
        this.pod = new WaitingPod(client);
        this.account = Left.simulator();
        this.predecessor = new Predecessor(client, account);
    }

    @AfterEach
    void close() {
        predecessor.close();
        account.close();
    }

    @Test
    void whatPeopleDoIsForTheOtherControllerUntilItHasStopped() {
        lease.renew(OthersLease.LONG);
        LeftCluster cluster = LeftCluster.create(client);
        pod.create();
        String byHand = bindByHand();
        Map<String, String> before = cluster.ofOthers();
        account.callLog().reset();

        try (RunningOperator _ = operator()) {
            cluster.awaitModes(Mode.Observe);
            cluster.awaitTargetsOfGroups();
            assertThat(cluster.ofOthers()).isEqualTo(before);
            deletedIngressesStayHeld(cluster);
            anotherClassWaits(cluster);
            assertThat(account.callLog().writes()).isEmpty();
            assertThat(pod.told()).isEmpty();
            anotherClassIsServedOnceLetGo();
            allIsDoneOnceItHasStopped(byHand);
        }
    }

    private void deletedIngressesStayHeld(LeftCluster cluster) {
        client.resource(ingress("hc", "d")).delete();
        client.resource(ingress("grpb", "any")).delete();

        await("the group without members is no more told of")
                .until(() -> cluster.loadBalancers().stream()
                        .noneMatch(object -> object.getMetadata().getName().startsWith("aws-hc-d-")));
        cluster.awaitReady("aws-front-door-", "False", "would make ");
        assertThat(ingress("hc", "d").getMetadata().getFinalizers()).containsExactly("ingress.k8s.aws/resources");
        assertThat(ingress("grpb", "any").getMetadata().getFinalizers()).isNotEmpty();
    }

    private void anotherClassWaits(LeftCluster cluster) {
        new OwnClass(client).createWithIngress("own", "web");
        cluster.edit("paths", "site", ingress -> {
            ingress.getSpec().setIngressClassName("headgate");
            return ingress;
        });

        await("the Ingress of our class has an address").until(() -> new OwnClass(client).hasAddress("own", "web"));
        await("its load balancer is complete")
                .until(() -> account.callLog().writes().stream()
                        .anyMatch(call -> call.operation().equals("RegisterTargets")));
        account.callLog().reset();
        cluster.awaitReady("aws-paths-site-", "True", "nothing to change");
        assertThat(loadBalancer("k8s-paths-site-")).isPresent();
    }

    private void anotherClassIsServedOnceLetGo() {
        String old = loadBalancer("k8s-paths-site-").orElseThrow().arn();

        predecessor.letGo(ingress("paths", "site"), old);

        await("a new load balancer is made")
                .until(() -> loadBalancer("k8s-paths-site-")
                        .filter(made -> !made.arn().equals(old))
                        .isPresent());
        await("the Ingress has its address")
                .until(() -> ingress("paths", "site").getStatus().getLoadBalancer().getIngress().stream()
                        .anyMatch(address -> loadBalancer("k8s-paths-site-")
                                .filter(made -> made.dnsName().equals(address.getHostname()))
                                .isPresent()));
        assertThat(loadBalancer("k8s-hc-d-")).isPresent();
    }

    private void allIsDoneOnceItHasStopped(String byHand) {
        lease.delete();

        await("what was made for the deleted Ingress is gone")
                .until(() -> loadBalancer("k8s-hc-d-").isEmpty() && !exists("hc", "d"));
        await("the other one has left its group").until(() -> !exists("grpb", "any"));
        await("the pod is a target, by both bindings").until(() -> hasTarget(byHand) && hasTarget(ofPod()));
        await("the pod was told").until(() -> !pod.told().isEmpty());
        assertThat(binding().getMetadata().getFinalizers()).isNotEmpty();
    }

    private String bindByHand() {
        String arn = predecessor.targetGroup("by-hand");
        client.resource(Serialization.unmarshal("""
                {"apiVersion": "elbv2.k8s.aws/v1beta1", "kind": "TargetGroupBinding",
                 "metadata": {"namespace": "ipt", "name": "by-hand"},
                 "spec": {"serviceRef": {"name": "web", "port": 80}, "targetType": "ip", "targetGroupARN": "%s"}}
                """.formatted(arn), TargetGroupBinding.class))
                .create();
        return arn;
    }

    private TargetGroupBinding binding() {
        return client.resources(TargetGroupBinding.class)
                .inNamespace("ipt")
                .withName("by-hand")
                .get();
    }

    private String ofPod() {
        return account.account().targetGroups().stream()
                .filter(group -> group.name().startsWith("k8s-ipt-web-"))
                .map(TargetGroup::arn)
                .findFirst()
                .orElseThrow();
    }

    private boolean hasTarget(String targetGroupArn) {
        return account.account().targetHealth().getOrDefault(targetGroupArn, Map.of()).keySet().stream()
                .anyMatch(target -> target.id().equals(WaitingPod.ADDRESS));
    }

    private Optional<LoadBalancer> loadBalancer(String prefix) {
        return account.account().loadBalancers().stream()
                .filter(each -> each.name().startsWith(prefix))
                .findFirst();
    }

    private Ingress ingress(String namespace, String name) {
        return client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private boolean exists(String namespace, String name) {
        return ingress(namespace, name) != null;
    }

    private RunningOperator operator() {
        return LeftOperator.start(client, account, RuntimeSettings.alone().withPredecessor(LeaseName.DEFAULT));
    }
}
