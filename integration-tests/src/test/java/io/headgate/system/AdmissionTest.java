package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.crds.elbv2.IngressClassParams;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetType;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.webhook.WebhookSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What the API server refuses, completes and lets through because the operator says so. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class AdmissionTest {

    private static final String LISTEN_PORTS = "alb.ingress.kubernetes.io/listen-ports";
    private static final String SCHEME = "alb.ingress.kubernetes.io/scheme";
    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .withForce(true)
            .withDryRun(List.of("All"))
            .build();
    private static final Map<String, String> BROKEN = Map.of(LISTEN_PORTS, "[{");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final RunningOperator operator;

    AdmissionTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(
                client,
                account,
                RuntimeSettings.alone()
                        .withWebhooks(WebhookConfigurations.settings(new WebhookSettings.Policy(true, false, false))));
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        // Stored before anybody could refuse it.
        cluster.apply(ingress("shop", "old", "web", "/", Map.of(LISTEN_PORTS, "[{", SCHEME, "wrong")));
        WebhookConfigurations.install(client, operator.webhookPort());
        await("mistakes are refused")
                .untilAsserted(() -> assertRefused(ingress("shop", "a", "web", "/", BROKEN), LISTEN_PORTS));
    }

    @AfterEach
    void leaveNothing() {
        WebhookConfigurations.remove(client);
        cluster.ingresses()
                .forEach(ingress -> cluster.delete("shop", ingress.getMetadata().getName()));
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        client.resources(TargetGroupBinding.class).inAnyNamespace().delete();
        operator.close();
        account.close();
    }

    @Test
    void aMistakeOfItsOwnIsRefusedWithFieldAndRemedy() {
        assertRefused(ingress("shop", "a", "web", "/", BROKEN), LISTEN_PORTS, " -> ");
        assertRefused(withClass("nowhere"), "spec.ingressClassName", "\"nowhere\" does not exist", "create the class");
        assertRefused(
                ingress("shop", "a", "web", "/", Map.of("alb.ingress.kubernetes.io/group.name", "shop")),
                "alb.ingress.kubernetes.io/group.name: new use of this annotation is forbidden");
        assertRefused(
                new IngressBuilder(withClass("alb"))
                        .editMetadata()
                        .addToAnnotations("kubernetes.io/ingress.class", "alb")
                        .endMetadata()
                        .editSpec()
                        .withIngressClassName(null)
                        .endSpec()
                        .build(),
                "kubernetes.io/ingress.class: new use of this annotation is forbidden",
                "spec.ingressClassName");
    }

    @Test
    void whatMayStillComeIsNotWaitedFor() {
        assertAdmitted(ingress("shop", "b", "later", "/", Map.of()));
        assertAdmitted(ingress(
                "shop",
                "b",
                "web",
                "/",
                Map.of(
                        LISTEN_PORTS,
                        "[{\"HTTPS\": 443}]",
                        "alb.ingress.kubernetes.io/security-groups",
                        "sg-later, by name",
                        "alb.ingress.kubernetes.io/subnets",
                        "subnet-later1, subnet-later2")));
    }

    @Test
    void ingressesOfOthersPass() {
        cluster.apply(new IngressClassBuilder()
                .withNewMetadata()
                .withName("other")
                .endMetadata()
                .withNewSpec()
                .withController("example.com/other")
                .endSpec()
                .build());

        assertAdmitted(new IngressBuilder(withClass("other"))
                .editMetadata()
                .addToAnnotations(BROKEN)
                .endMetadata()
                .build());
    }

    @Test
    void whoRepairsOneOfTwoMistakesMay() {
        cluster.apply(ingress("shop", "old", "web", "/", Map.of(LISTEN_PORTS, "[{", SCHEME, "internal")));

        assertRefused(ingress("shop", "old", "web", "/", Map.of(LISTEN_PORTS, "[{", SCHEME, "worse")), SCHEME, "worse");
    }

    @Test
    void parametersOfAClassAreChecked() {
        IngressClassParams params = client.getKubernetesSerialization().unmarshal("""
                        {"apiVersion": "elbv2.k8s.aws/v1beta1", "kind": "IngressClassParams",
                         "metadata": {"name": "params"}, "spec": {"inboundCIDRs": ["10.0.0.1/8"]}}""", IngressClassParams.class);

        assertRefused(params, "spec.inboundCIDRs: \"10.0.0.1/8\"", " -> ");
    }

    @Test
    void aBindingIsCompletedAndThenStaysAsItIs() {
        String arn = targetGroup("by-hand");

        TargetGroupBinding binding = client.resource(binding("first", "\"targetGroupName\": \"by-hand\""))
                .create();

        assertThat(binding.getSpec().targetGroupArn()).isEqualTo(arn);
        assertThat(binding.getSpec().targetType()).isEqualTo(TargetType.IP);
        assertThat(binding.getSpec().vpcId()).isEqualTo(SimulatedAccount.VPC);
        assertRefused(
                binding("first", "\"targetGroupARN\": \"" + arn + "\", \"targetType\": \"instance\""),
                "spec.targetType: cannot change from \"ip\" to \"instance\"",
                "another TargetGroupBinding");
        await("a second one for the same targets is refused")
                .untilAsserted(() -> assertRefused(
                        binding("second", "\"targetGroupARN\": \"" + arn + "\""),
                        "spec.targetGroupARN: the TargetGroupBinding shop/first has the same target group",
                        "multiClusterTargetGroup"));
        assertRefused(
                binding("third", "\"targetGroupName\": \"x\", \"targetType\": \"ip\", \"nodeSelector\": {}"),
                "spec.nodeSelector");
    }

    @Test
    void allGoesOnWhenNobodyAnswers() {
        operator.close();

        assertAdmitted(ingress("shop", "c", "web", "/", BROKEN));
        try (RunningOperator again = RunningOperator.start(client, account)) {
            cluster.apply(ingress("shop", "c", "web", "/", Map.of()));
            cluster.awaitProgrammed("shop", "c");
            assertThat(again).isNotNull();
            cluster.ingresses()
                    .forEach(ingress ->
                            cluster.delete("shop", ingress.getMetadata().getName()));
            await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        }
    }

    private static Ingress withClass(String name) {
        return new IngressBuilder(ingress("shop", "a", "web", "/", Map.of()))
                .editSpec()
                .withIngressClassName(name)
                .endSpec()
                .build();
    }

    private TargetGroupBinding binding(String name, String fields) {
        return client.getKubernetesSerialization().unmarshal("""
                        {"apiVersion": "elbv2.k8s.aws/v1beta1", "kind": "TargetGroupBinding",
                         "metadata": {"namespace": "shop", "name": "%s"},
                         "spec": {"serviceRef": {"name": "web", "port": 80}, %s}}""".formatted(name, fields), TargetGroupBinding.class);
    }

    /** Gives the ARN of a target group that somebody made by hand. */
    private String targetGroup(String name) {
        try (ElasticLoadBalancingV2Client elb = account.elb()) {
            return elb.createTargetGroup(request -> request.name(name)
                            .targetType(TargetTypeEnum.IP)
                            .protocol(ProtocolEnum.HTTP)
                            .port(80)
                            .vpcId(SimulatedAccount.VPC))
                    .targetGroups()
                    .getFirst()
                    .targetGroupArn();
        }
    }

    private void assertRefused(HasMetadata object, String... words) {
        assertThatThrownBy(() -> client.resource(object).patch(DRY_RUN))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("denied the request")
                .hasMessageContainingAll(words);
    }

    private void assertAdmitted(HasMetadata object) {
        assertThatCode(() -> client.resource(object).patch(DRY_RUN)).doesNotThrowAnyException();
    }
}
