package io.headgate.simulator;

import static io.headgate.simulator.Refusals.register;
import static io.headgate.simulator.Refusals.row;
import static io.headgate.simulator.Refusals.run;
import static io.headgate.simulator.SimulatedAws.CERTIFICATE;
import static io.headgate.simulator.SimulatedAws.NODE_A;
import static io.headgate.simulator.SimulatedAws.PUBLIC_A;
import static io.headgate.simulator.SimulatedAws.PUBLIC_B;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.forward;
import static io.headgate.simulator.SimulatedAws.host;
import static io.headgate.simulator.SimulatedAws.path;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What the service refuses, each with its error code. Every row starts from an account of its own: a load balancer, a listener, a target group. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class RefusalsTest {

    @TestFactory
    Stream<DynamicTest> refusesLoadBalancers() {
        return run(List.of(
                row("ValidationError", "a name of 33 characters", scene -> scene.aws.loadBalancer("x".repeat(33))),
                row("ValidationError", "a name with internal-", scene -> scene.aws.loadBalancer("internal-web")),
                row(
                        "ValidationError",
                        "one subnet",
                        scene -> scene.aws.elb.createLoadBalancer(
                                request -> request.name("one").subnets(PUBLIC_A))),
                row(
                        "InvalidConfigurationRequest",
                        "two subnets of a zone",
                        scene -> scene.aws.elb.createLoadBalancer(
                                request -> request.name("zone").subnets(PUBLIC_A, "subnet-0ae000000000000004"))),
                row(
                        "SubnetNotFound",
                        "an unknown subnet",
                        scene -> scene.aws.elb.createLoadBalancer(
                                request -> request.name("sub").subnets(PUBLIC_A, "subnet-1"))),
                row(
                        "InvalidSecurityGroup",
                        "an unknown group",
                        scene -> scene.aws.elb.createLoadBalancer(request ->
                                request.name("sg").subnets(PUBLIC_A, PUBLIC_B).securityGroups("sg-1"))),
                row(
                        "DuplicateLoadBalancerName",
                        "a name that is taken",
                        scene -> scene.aws.elb.createLoadBalancer(request ->
                                request.name("web").subnets(PUBLIC_A, PUBLIC_B).scheme("internal"))),
                row(
                        "LoadBalancerNotFound",
                        "an unknown one beside a known",
                        scene -> scene.aws.elb.describeLoadBalancers(
                                request -> request.loadBalancerArns(scene.loadBalancer, scene.loadBalancer + "0"))),
                row("OperationNotPermitted", "deletion of a protected one", scene -> {
                    scene.attribute("deletion_protection.enabled", "true");
                    scene.aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(scene.loadBalancer));
                }),
                row("ValidationError", "an unknown attribute", scene -> scene.attribute("color", "red")),
                row(
                        "InvalidConfigurationRequest",
                        "an idle timeout of 4001 s",
                        scene -> scene.attribute("idle_timeout.timeout_seconds", "4001")),
                row(
                        "InvalidConfigurationRequest",
                        "logs without bucket",
                        scene -> scene.attribute("access_logs.s3.enabled", "true")),
                row(
                        "ValidationError",
                        "tags of 21 resources",
                        scene -> scene.aws.elb.describeTags(request -> request.resourceArns(IntStream.range(0, 21)
                                .mapToObj(_ -> scene.loadBalancer)
                                .toList()))),
                row(
                        "TooManyTags",
                        "51 tags",
                        scene -> scene.aws.elb.addTags(request ->
                                request.resourceArns(scene.loadBalancer).tags(tags(51)))),
                row(
                        "ValidationError",
                        "a tag of AWS",
                        scene -> scene.aws.elb.addTags(request -> request.resourceArns(scene.loadBalancer)
                                .tags(tag -> tag.key("aws:x").value("")))),
                row(
                        "InvalidAction",
                        "an action that is not served",
                        scene -> scene.aws.elb.getResourcePolicy(request -> request.resourceArn(scene.loadBalancer)))));
    }

    @TestFactory
    Stream<DynamicTest> refusesListeners() {
        return run(List.of(
                row(
                        "DuplicateListener",
                        "a port that is taken",
                        scene -> scene.aws.listener(scene.loadBalancer, 80, fixed("503"))),
                row(
                        "ValidationError",
                        "HTTPS without certificate",
                        scene -> scene.aws.elb.createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                                .port(443)
                                .protocol(ProtocolEnum.HTTPS)
                                .defaultActions(fixed("404")))),
                row(
                        "CertificateNotFound",
                        "an unknown certificate",
                        scene -> scene.aws.secureListener(scene.loadBalancer, 443, CERTIFICATE + "9")),
                row(
                        "SSLPolicyNotFound",
                        "an unknown policy",
                        scene -> scene.aws.elb.createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                                .port(443)
                                .protocol(ProtocolEnum.HTTPS)
                                .certificates(each -> each.certificateArn(CERTIFICATE + "1"))
                                .sslPolicy("mine")
                                .defaultActions(fixed("404")))),
                row(
                        "UnsupportedProtocol",
                        "TCP",
                        scene -> scene.aws.elb.createListener(request -> request.loadBalancerArn(scene.loadBalancer)
                                .port(81)
                                .protocol(ProtocolEnum.TCP)
                                .defaultActions(fixed("404")))),
                row(
                        "TargetGroupNotFound",
                        "an unknown target group",
                        scene -> scene.aws.listener(scene.loadBalancer, 81, forward(scene.targetGroup + "0"))),
                row("TargetGroupAssociationLimit", "a target group of another load balancer", scene -> {
                    scene.aws.listener(scene.loadBalancer, 81, forward(scene.targetGroup));
                    String other = scene.aws.loadBalancer("other").loadBalancerArn();
                    scene.aws.listener(other, 80, forward(scene.targetGroup));
                }),
                row("OperationNotPermitted", "removal of the default certificate", scene -> {
                    String secure = scene.aws.secureListener(scene.loadBalancer, 443, CERTIFICATE + "1");
                    scene.aws.elb.removeListenerCertificates(request ->
                            request.listenerArn(secure).certificates(each -> each.certificateArn(CERTIFICATE + "1")));
                }),
                row("TrustStoreNotFound", "an unknown trust store", scene -> {
                    String secure = scene.aws.secureListener(scene.loadBalancer, 443, CERTIFICATE + "1");
                    scene.aws.elb.modifyListener(request -> request.listenerArn(secure)
                            .mutualAuthentication(each -> each.mode("verify").trustStoreArn("arn:aws:x")));
                })));
    }

    @TestFactory
    Stream<DynamicTest> refusesRules() {
        return run(List.of(
                row("PriorityInUse", "a priority that is taken", scene -> {
                    scene.aws.rule(scene.listener, 1, _ -> {});
                    scene.aws.rule(scene.listener, 1, request -> request.conditions(path("/other")));
                }),
                row("ValidationError", "priority 50001", scene -> scene.aws.rule(scene.listener, 50_001, _ -> {})),
                row(
                        "ValidationError",
                        "no condition",
                        scene -> scene.aws.rule(scene.listener, 1, request -> request.conditions(List.of()))),
                row("ValidationError", "six values", scene -> scene.rule(path("/1", "/2", "/3", "/4", "/5", "/6"))),
                row("ValidationError", "seven wildcards", scene -> scene.rule(path("/*/*/*/*/*/*/*"))),
                row("ValidationError", "a host without dot", scene -> scene.rule(host("localhost"))),
                row("ValidationError", "a host with digits at its end", scene -> scene.rule(host("10.0.0.1"))),
                row("ValidationError", "a path with a space", scene -> scene.rule(path("/a b"))),
                row(
                        "ValidationError",
                        "two host conditions",
                        scene -> scene.aws.rule(
                                scene.listener,
                                1,
                                request -> request.conditions(host("a.example.com"), host("b.example.com")))),
                row(
                        "ValidationError",
                        "look-ahead",
                        scene -> scene.rule(RuleCondition.builder()
                                .field("path-pattern")
                                .pathPatternConfig(config -> config.regexValues("^(?=a)"))
                                .build())),
                row(
                        "InvalidLoadBalancerAction",
                        "a redirect to itself",
                        scene -> scene.aws.rule(
                                scene.listener,
                                1,
                                request -> request.actions(Action.builder()
                                        .type(ActionTypeEnum.REDIRECT)
                                        .redirectConfig(redirect -> redirect.statusCode("HTTP_301"))
                                        .build()))),
                row(
                        "InvalidLoadBalancerAction",
                        "authentication on HTTP",
                        scene -> scene.aws.rule(scene.listener, 1, request -> request.actions(jwt(), fixed("200")))),
                row("InvalidLoadBalancerAction", "authentication without an end", scene -> {
                    String secure = scene.aws.secureListener(scene.loadBalancer, 443, CERTIFICATE + "1");
                    scene.aws.rule(secure, 1, request -> request.actions(jwt()));
                }),
                row(
                        "ValidationError",
                        "six target groups",
                        scene -> scene.aws.rule(
                                scene.listener,
                                1,
                                request -> request.actions(Action.builder()
                                        .type(ActionTypeEnum.FORWARD)
                                        .forwardConfig(forward -> forward.targetGroups(IntStream.range(0, 6)
                                                .mapToObj(i -> scene.aws.targetGroup("group-" + i))
                                                .map(arn -> TargetGroupTuple.builder()
                                                        .targetGroupArn(arn)
                                                        .build())
                                                .toList()))
                                        .build()))),
                row("OperationNotPermitted", "deletion of the default rule", scene -> {
                    String rule = scene.aws
                            .elb
                            .describeRules(request -> request.listenerArn(scene.listener))
                            .rules()
                            .getLast()
                            .ruleArn();
                    scene.aws.elb.deleteRule(request -> request.ruleArn(rule));
                }),
                row(
                        "RuleNotFound",
                        "deletion of an unknown rule",
                        scene -> scene.aws.elb.deleteRule(request ->
                                request.ruleArn(scene.listener.replace(":listener/", ":listener-rule/") + "/0")))));
    }

    @TestFactory
    Stream<DynamicTest> refusesTargetGroupsAndTargets() {
        return run(List.of(
                row(
                        "DuplicateTargetGroupName",
                        "a name that is taken",
                        scene -> scene.aws.targetGroup("shop", request -> request.port(81))),
                row(
                        "ValidationError",
                        "a threshold of 11",
                        scene -> scene.aws.targetGroup("bad", request -> request.healthyThresholdCount(11))),
                row(
                        "ValidationError",
                        "a timeout as long as the interval",
                        scene -> scene.aws.targetGroup(
                                "bad",
                                request ->
                                        request.healthCheckIntervalSeconds(10).healthCheckTimeoutSeconds(10))),
                row(
                        "ValidationError",
                        "an unknown VPC",
                        scene -> scene.aws.targetGroup("bad", request -> request.vpcId("vpc-1"))),
                row("ResourceInUse", "deletion while in use", scene -> {
                    scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    scene.aws.elb.deleteTargetGroup(request -> request.targetGroupArn(scene.targetGroup));
                }),
                row("InvalidTarget", "a public address", scene -> register(scene, "8.8.8.8")),
                row("InvalidTarget", "an address outside without zone", scene -> register(scene, "192.168.0.1")),
                row("ValidationError", "an instance among addresses", scene -> register(scene, NODE_A))));
    }

    private static Action jwt() {
        return Action.builder()
                .type(ActionTypeEnum.JWT_VALIDATION)
                .order(1)
                .jwtValidationConfig(
                        jwt -> jwt.issuer("https://id.example.com").jwksEndpoint("https://id.example.com/keys"))
                .build();
    }

    private static List<Tag> tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
                .toList();
    }
}
