package io.headgate.simulator;

import static io.headgate.simulator.SimulatedAws.CERTIFICATE;
import static io.headgate.simulator.SimulatedAws.NODE_A;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.simulator.account.Quotas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The shapes of answers: defaults filled in, orders, pages, repeated calls. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class AnswersTest {
    private SimulatedAws aws = SimulatedAws.start(SimulatedAws.config());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aRedirectComesBackWithItsPlaceholders() {
        String listener = aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, fixed("404"));

        aws.rule(
                listener,
                1,
                request -> request.actions(Action.builder()
                        .type(ActionTypeEnum.REDIRECT)
                        .redirectConfig(each -> each.protocol("HTTPS").statusCode("HTTP_302"))
                        .build()));

        assertThat(rules(listener).getFirst().actions().getFirst().redirectConfig())
                .isEqualTo(RedirectActionConfig.builder()
                        .protocol("HTTPS")
                        .host("#{host}")
                        .port("#{port}")
                        .path("/#{path}")
                        .query("#{query}")
                        .statusCode("HTTP_302")
                        .build());
    }

    @Test
    void theSecretOfAnOpenIdClientNeverComesBack() {
        String listener = aws.secureListener(aws.loadBalancer("web").loadBalancerArn(), 443, CERTIFICATE + "1");
        Action oidc = Action.builder()
                .type(ActionTypeEnum.AUTHENTICATE_OIDC)
                .order(1)
                .authenticateOidcConfig(each -> each.issuer("https://id.example.com")
                        .authorizationEndpoint("https://id.example.com/a")
                        .tokenEndpoint("https://id.example.com/t")
                        .userInfoEndpoint("https://id.example.com/u")
                        .clientId("client")
                        .clientSecret("hush")
                        .authenticationRequestExtraParams(Map.of("prompt", "login")))
                .build();

        aws.rule(
                listener,
                1,
                request ->
                        request.actions(oidc, fixed("200").toBuilder().order(2).build()));

        Action read = rules(listener).getFirst().actions().getFirst();
        assertThat(read.authenticateOidcConfig().clientSecret()).isNull();
        assertThat(read.authenticateOidcConfig().authenticationRequestExtraParams())
                .containsEntry("prompt", "login");
        assertThat(read.authenticateOidcConfig().sessionTimeout()).isEqualTo(604_800);
        assertThat(aws.simulator.callLog().calls().toString()).doesNotContain("hush");
    }

    @Test
    void rulesComeByPriorityAndTheDefaultLast() {
        String listener = aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, fixed("404"));
        aws.rule(listener, 20, _ -> {});
        aws.rule(listener, 10, _ -> {});

        assertThat(rules(listener)).extracting(Rule::priority).containsExactly("10", "20", "default");
    }

    @Test
    void rulesSwapTheirPrioritiesInOneCall() {
        String listener = aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, fixed("404"));
        String first = aws.rule(listener, 1, _ -> {});
        String second = aws.rule(listener, 2, _ -> {});

        aws.elb.setRulePriorities(request -> request.rulePriorities(priority(first, 2), priority(second, 1)));

        assertThat(rules(listener)).extracting(Rule::ruleArn).startsWith(second, first);
    }

    private static RulePriorityPair priority(String arn, int priority) {
        return RulePriorityPair.builder().ruleArn(arn).priority(priority).build();
    }

    @Test
    void listenersShowTheDefaultCertificateAndTheListOfCertificatesStartsWithIt() {
        String listener = aws.secureListener(aws.loadBalancer("web").loadBalancerArn(), 443, CERTIFICATE + "1");
        aws.elb.addListenerCertificates(
                request -> request.listenerArn(listener).certificates(each -> each.certificateArn(CERTIFICATE + "2")));

        aws.elb.modifyListener(
                request -> request.listenerArn(listener).certificates(each -> each.certificateArn(CERTIFICATE + "3")));

        assertThat(aws.elb
                        .describeListeners(request -> request.listenerArns(listener))
                        .listeners()
                        .getFirst()
                        .certificates())
                .extracting(Certificate::certificateArn)
                .containsExactly(CERTIFICATE + "3");
        assertThat(aws.elb
                        .describeListenerCertificates(request -> request.listenerArn(listener))
                        .certificates())
                .extracting(Certificate::certificateArn, Certificate::isDefault)
                .containsExactly(tuple(CERTIFICATE + "3", true), tuple(CERTIFICATE + "2", false));
    }

    @Test
    void creatingTheSameAgainGivesWhatIsThere() {
        String loadBalancer = aws.loadBalancer("web").loadBalancerArn();
        String targetGroup = aws.targetGroup("shop");

        assertThat(aws.loadBalancer("web").loadBalancerArn()).isEqualTo(loadBalancer);
        assertThat(aws.targetGroup("shop")).isEqualTo(targetGroup);
        assertThat(aws.listener(loadBalancer, 80, fixed("404")))
                .isEqualTo(aws.listener(loadBalancer, 80, fixed("404")));
    }

    @Test
    void deletingWhatIsGoneSucceeds() {
        String loadBalancer = aws.loadBalancer("web").loadBalancerArn();
        String targetGroup = aws.targetGroup("shop");
        for (int i = 0; i < 2; i++) {
            aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(loadBalancer));
            aws.elb.deleteTargetGroup(request -> request.targetGroupArn(targetGroup));
        }

        assertThat(aws.simulator.account().loadBalancers()).isEmpty();
        assertThat(aws.simulator.account().targetGroups()).isEmpty();
    }

    @Test
    void aGrpcTargetGroupHasItsOwnDefaults() {
        aws.targetGroup("grpc", request -> request.protocolVersion("GRPC"));

        TargetGroup group = aws.elb.describeTargetGroups().targetGroups().getFirst();

        assertThat(group.matcher().grpcCode()).isEqualTo("12");
        assertThat(group.healthCheckPath()).isEqualTo("/AWS.ALB/healthcheck");
        assertThat(group.protocolVersion()).isEqualTo("GRPC");
    }

    @Test
    void attributesAreCompleteFromTheStart() {
        String arn = aws.loadBalancer("web").loadBalancerArn();

        assertThat(aws.elb
                        .describeLoadBalancerAttributes(request -> request.loadBalancerArn(arn))
                        .attributes())
                .extracting(LoadBalancerAttribute::key, LoadBalancerAttribute::value)
                .contains(
                        tuple("idle_timeout.timeout_seconds", "60"),
                        tuple("routing.http2.enabled", "true"),
                        tuple("health_check_logs.s3.enabled", "false"));
    }

    @Test
    void pagesFollowEachOther() {
        aws.close();
        aws = SimulatedAws.start(SimulatedAws.config().withQuotas(Quotas.DEFAULT.with("pageSize", 2)));
        List<String> made =
                List.of("a", "b", "c", "d", "e").stream().map(aws::targetGroup).toList();

        assertThat(aws.elb.describeTargetGroups().targetGroups()).hasSize(2);
        assertThat(aws.elb.describeTargetGroupsPaginator(_ -> {}).targetGroups())
                .extracting(TargetGroup::targetGroupArn)
                .containsExactlyElementsOf(made);
        assertThat(aws.ec2.describeSubnetsPaginator().subnets()).hasSize(6);
        assertThat(aws.acm
                        .listCertificatesPaginator(request -> request.includes(
                                each -> each.keyTypes(KeyAlgorithm.RSA_2048, KeyAlgorithm.EC_PRIME256_V1)))
                        .certificateSummaryList())
                .hasSize(4);
    }

    @Test
    void subnetsAreFoundByTags() {
        assertThat(aws.ec2
                        .describeSubnets(request -> request.filters(
                                Filter.builder()
                                        .name("tag:kubernetes.io/role/elb")
                                        .values("", "1")
                                        .build(),
                                Filter.builder()
                                        .name("tag-key")
                                        .values("kubernetes.io/cluster/*")
                                        .build()))
                        .subnets())
                .hasSize(3);
    }

    @Test
    void loadBalancersHaveInterfacesWithTheirGroups() {
        aws.loadBalancer("web");

        assertThat(aws.ec2
                        .describeNetworkInterfaces(request -> request.filters(Filter.builder()
                                .name("group-id")
                                .values(SimulatedAws.WEB_FRONT)
                                .build()))
                        .networkInterfaces())
                .hasSize(2)
                .allMatch(each -> each.requesterManaged() && each.description().startsWith("ELB app/web/"));
    }

    @Test
    void oneAddressIsATargetOnSeveralPorts() {
        String group = aws.targetGroup("shop");
        aws.elb.registerTargets(request -> request.targetGroupArn(group)
                .targets(
                        one -> one.id("10.1.0.1").port(80),
                        other -> other.id("10.1.0.1").port(81)));

        aws.elb.deregisterTargets(request ->
                request.targetGroupArn(group).targets(one -> one.id("10.1.0.1").port(80)));

        assertThat(aws.elb
                        .describeTargetHealth(request -> request.targetGroupArn(group))
                        .targetHealthDescriptions())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.target().port()).isEqualTo(81);
                    assertThat(left.targetHealth().reasonAsString()).isEqualTo("Target.NotInUse");
                });
    }

    @Test
    void nodesAreInstancesWithTheirGroup() {
        assertThat(aws.ec2
                        .describeInstances(request -> request.instanceIds(NODE_A))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .networkInterfaces()
                        .getFirst()
                        .groups())
                .singleElement()
                .matches(group -> group.groupId().equals(SimulatedAws.NODES));
        assertThat(aws.sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void aLenientAccountKnowsEveryTargetGroup() {
        aws.close();
        aws = SimulatedAws.start(SimulatedAws.config().withLenient(true));
        String unknown = "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/far/0123456789abcdef";

        String listener = aws.listener(aws.loadBalancer("web").loadBalancerArn(), 80, forward(unknown));

        assertThat(rules(listener).getLast().actions().getFirst().targetGroupArn())
                .isEqualTo(unknown);
    }

    private List<Rule> rules(String listener) {
        return aws.elb.describeRules(request -> request.listenerArn(listener)).rules();
    }
}
