package io.headgate.simulator;

import io.headgate.simulator.account.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.waf.regional.WafRegionalClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A simulator with clients of the real SDK, and short words for what most tests need first. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class SimulatedAws implements AutoCloseable {
    static final String VPC = "vpc-0a0a0a0a0a0a0a0a0";
    static final String PUBLIC_A = "subnet-0af000000000000001";
    static final String PUBLIC_B = "subnet-0af000000000000002";
    static final String NODE_A = "i-0c000000000000001";
    static final String NODES = "sg-0b000000000000001";
    static final String WEB_FRONT = "sg-0b000000000000002";
    static final String CERTIFICATE =
            "arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-4000-8000-00000000000";

    private static final int RETRIES = 2;

    private final int retries;
    final Simulator simulator;
    final ElasticLoadBalancingV2Client elb;
    final Ec2Client ec2;
    final AcmClient acm;
    final StsClient sts;
    final Wafv2Client waf;
    final WafRegionalClient regionalWaf;
    final ShieldClient shield;
    final Route53Client route53;

    private SimulatedAws(SimulatorConfig config, int retries) {
        this.retries = retries;
        try {
            simulator = Simulator.start(config);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        elb = client(ElasticLoadBalancingV2Client.builder());
        ec2 = client(Ec2Client.builder());
        acm = client(AcmClient.builder());
        sts = client(StsClient.builder());
        waf = client(Wafv2Client.builder());
        regionalWaf = client(WafRegionalClient.builder());
        shield = client(ShieldClient.builder());
        route53 = client(Route53Client.builder());
    }

    /** Seeded, at a time that stands still, with everything done at once. */
    static SimulatorConfig config() {
        return SimulatorConfig.DEFAULT
                .withSeed(seed())
                .withTiming(Timing.INSTANT)
                .withClock(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    }

    static SimulatedAws start(SimulatorConfig config) {
        return new SimulatedAws(config, RETRIES);
    }

    private static String seed() {
        try (InputStream seed = Objects.requireNonNull(SimulatedAws.class.getResourceAsStream("/seed.json"))) {
            return new String(seed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A failure of a call is seen as it is. */
    static SimulatedAws startWithoutRetries(SimulatorConfig config) {
        return new SimulatedAws(config, 0);
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.US_WEST_2)
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(1 + retries)
                                .build()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    LoadBalancer loadBalancer(String name) {
        return elb.createLoadBalancer(request ->
                        request.name(name).subnets(PUBLIC_A, PUBLIC_B).securityGroups(WEB_FRONT))
                .loadBalancers()
                .getFirst();
    }

    String targetGroup(String name) {
        return targetGroup(name, _ -> {});
    }

    String targetGroup(String name, Consumer<CreateTargetGroupRequest.Builder> more) {
        return elb.createTargetGroup(request -> {
                    request.name(name)
                            .protocol(ProtocolEnum.HTTP)
                            .port(80)
                            .vpcId(VPC)
                            .targetType(TargetTypeEnum.IP);
                    more.accept(request);
                })
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    String listener(String loadBalancerArn, int port, Action action) {
        return elb.createListener(request -> request.loadBalancerArn(loadBalancerArn)
                        .protocol(ProtocolEnum.HTTP)
                        .port(port)
                        .defaultActions(action))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    String secureListener(String loadBalancerArn, int port, String certificate) {
        return elb.createListener(request -> request.loadBalancerArn(loadBalancerArn)
                        .protocol(ProtocolEnum.HTTPS)
                        .port(port)
                        .certificates(each -> each.certificateArn(certificate))
                        .defaultActions(fixed("404")))
                .listeners()
                .getFirst()
                .listenerArn();
    }

    String rule(String listenerArn, int priority, Consumer<CreateRuleRequest.Builder> more) {
        return elb.createRule(request -> {
                    request.listenerArn(listenerArn)
                            .priority(priority)
                            .conditions(path("/" + priority))
                            .actions(fixed("200"));
                    more.accept(request);
                })
                .rules()
                .getFirst()
                .ruleArn();
    }

    static Action fixed(String status) {
        return Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(fixed -> fixed.statusCode(status))
                .build();
    }

    static Action forward(String targetGroupArn) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(targetGroupArn)
                .build();
    }

    static RuleCondition path(String... values) {
        return RuleCondition.builder()
                .field("path-pattern")
                .pathPatternConfig(config -> config.values(values))
                .build();
    }

    static RuleCondition host(String... values) {
        return RuleCondition.builder()
                .field("host-header")
                .hostHeaderConfig(config -> config.values(values))
                .build();
    }

    @Override
    public void close() {
        List.of(elb, ec2, acm, sts, waf, regionalWaf, shield, route53).forEach(SdkAutoCloseable::close);
        simulator.close();
    }
}
