package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.IngressClassParams;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;

/** A protected load balancer stays, whoever protected it, until somebody says otherwise; and it is told. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class DeletionProtectionTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final String ATTRIBUTES = "alb.ingress.kubernetes.io/load-balancer-attributes";
    private static final String PROTECTED = "BlockedByDeletionProtection";
    private static final Map<String, String> MEMBER = Map.of(GROUP, "shop");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount();
    private final RunningOperator operator;

    DeletionProtectionTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "shop");
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
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        cluster.prepare();
        operator.close();
        account.close();
    }

    @Test
    void byTheClass_oneOfTwoMembersGoes_theLastWaits_untilItIsApproved() {
        protectByClass();
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.apply(ingress("shop", "api", "web", "/api", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        cluster.awaitProgrammed("shop", "api");

        cluster.delete("shop", "api");
        await("one of two goes").until(() -> cluster.ingresses().size() == 1);

        cluster.delete("shop", "web");
        awaitBlocked("web");
        assertThat(account.loadBalancers()).hasSize(1);
        assertThat(account.calls().count("DeleteLoadBalancer")).isZero();

        group.approve(group.planId());
    }

    @Test
    void byAnAnnotation_itGoesWhenTheAnnotationSaysSo() {
        cluster.apply(ingress(
                "shop", "web", "web", "/web", Map.of(GROUP, "shop", ATTRIBUTES, "deletion_protection.enabled=true")));
        cluster.awaitProgrammed("shop", "web");
        cluster.delete("shop", "web");
        awaitBlocked("web");

        cluster.apply(ingress(
                "shop", "web", "web", "/web", Map.of(GROUP, "shop", ATTRIBUTES, "deletion_protection.enabled=false")));
    }

    @Test
    void byHand_itGoesWhenTheHandTakesItBack() {
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        protect("true");
        cluster.delete("shop", "web");
        awaitBlocked("web");
        assertThat(account.loadBalancers()).hasSize(1);

        protect("false");
    }

    private void awaitBlocked(String ingress) {
        await("it is told why nothing goes")
                .until(() -> group.condition(PROTECTED)
                        .filter(condition -> condition.getMessage().contains("headgate.io/approve="))
                        .isPresent());
        await("who waits is told")
                .until(() -> cluster.events("shop", ingress).stream()
                        .anyMatch(event -> event.getReason().equals(PROTECTED)));
    }

    private void protectByClass() {
        IngressClassParams params = new IngressClassParams();
        params.setMetadata(new ObjectMetaBuilder().withName("protected").build());
        params.setSpec(client.getKubernetesSerialization()
                .unmarshal(
                        "loadBalancerAttributes: [{key: deletion_protection.enabled, value: \"true\"}]",
                        io.headgate.crds.elbv2.IngressClassParamsSpec.class));
        cluster.apply(params);
        cluster.apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("alb")
                .endMetadata()
                .withNewSpec()
                .withController("ingress.k8s.aws/alb")
                .withNewParameters()
                .withApiGroup("elbv2.k8s.aws")
                .withKind("IngressClassParams")
                .withName("protected")
                .endParameters()
                .endSpec()
                .build());
    }

    private void protect(String value) {
        try (ElasticLoadBalancingV2Client elb = account.elb()) {
            String arn = elb.describeLoadBalancers().loadBalancers().getFirst().loadBalancerArn();
            elb.modifyLoadBalancerAttributes(request -> request.loadBalancerArn(arn)
                    .attributes(LoadBalancerAttribute.builder()
                            .key("deletion_protection.enabled")
                            .value(value)
                            .build()));
        }
    }
}
