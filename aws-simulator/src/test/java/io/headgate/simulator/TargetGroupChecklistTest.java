package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Checklist.targetGroup;
import static io.headgate.simulator.Refusals.register;
import static io.headgate.simulator.SimulatedAws.NODE_A;
import static io.headgate.simulator.SimulatedAws.fixed;
import static io.headgate.simulator.SimulatedAws.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.simulator.Refusals.Scene;
import io.headgate.simulator.account.Timing;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The checklist for target groups and targets. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class TargetGroupChecklistTest {

    static List<Checklist.Entry> groups() {
        return List.of(
                entry("CreateTargetGroup: the same again is the same one, other settings are refused", scene -> {
                    assertThat(scene.aws.targetGroup("shop")).isEqualTo(scene.targetGroup);
                    refused(
                            "DuplicateTargetGroupName",
                            () -> scene.aws.targetGroup("shop", request -> request.port(81)));
                }),
                entry("CreateTargetGroup: GRPC expects code 12 of its own path", scene -> {
                    TargetGroup grpc = targetGroup(
                            scene, scene.aws.targetGroup("grpc", request -> request.protocolVersion("GRPC")));
                    assertThat(grpc.matcher().grpcCode()).isEqualTo("12");
                    assertThat(grpc.matcher().httpCode()).isNull();
                    assertThat(grpc.healthCheckPath()).isEqualTo("/AWS.ALB/healthcheck");
                }),
                entry(
                        "CreateTargetGroup: health checks of addresses and instances cannot be off",
                        scene -> refused(
                                "ValidationError",
                                () -> scene.aws.targetGroup("off", request -> request.healthCheckEnabled(false)))),
                entry("CreateTargetGroup: thresholds, times and codes are checked", scene -> {
                    refused(
                            "ValidationError",
                            () -> scene.aws.targetGroup("bad", request -> request.unhealthyThresholdCount(1)));
                    refused(
                            "ValidationError",
                            () -> scene.aws.targetGroup("bad", request -> request.healthCheckTimeoutSeconds(121)));
                    refused(
                            "ValidationError",
                            () -> scene.aws.targetGroup(
                                    "bad", request -> request.matcher(codes -> codes.httpCode("200-600"))));
                }),
                entry("CreateTargetGroup: defaults are filled in", scene -> {
                    TargetGroup made = targetGroup(scene, scene.targetGroup);
                    assertThat(made.healthCheckEnabled()).isTrue();
                    assertThat(made.healthCheckProtocolAsString()).isEqualTo("HTTP");
                    assertThat(made.healthCheckPort()).isEqualTo("traffic-port");
                    assertThat(made.healthCheckPath()).isEqualTo("/");
                    assertThat(made.healthCheckIntervalSeconds()).isEqualTo(30);
                    assertThat(made.healthCheckTimeoutSeconds()).isEqualTo(5);
                    assertThat(made.healthyThresholdCount()).isEqualTo(5);
                    assertThat(made.unhealthyThresholdCount()).isEqualTo(2);
                    assertThat(made.matcher().httpCode()).isEqualTo("200");
                    assertThat(made.protocolVersion()).isEqualTo("HTTP1");
                    assertThat(made.ipAddressTypeAsString()).isEqualTo("ipv4");
                }),
                entry("CreateTargetGroup: version, address type and control port are kept", scene -> {
                    TargetGroup made = targetGroup(
                            scene,
                            scene.aws.targetGroup(
                                    "six",
                                    request -> request.protocolVersion("HTTP2")
                                            .ipAddressType("ipv6")
                                            .targetControlPort(3000)));
                    assertThat(made.protocolVersion()).isEqualTo("HTTP2");
                    assertThat(made.ipAddressTypeAsString()).isEqualTo("ipv6");
                    assertThat(made.targetControlPort()).isEqualTo(3000);
                }),
                entry("DescribeTargetGroups: pages end and lose none", scene -> {
                    scene.aws.targetGroup("second");
                    scene.aws.targetGroup("third");
                    assertThat(scene.aws
                                    .elb
                                    .describeTargetGroups(request -> request.pageSize(2))
                                    .targetGroups())
                            .hasSize(2);
                    assertThat(scene.aws
                                    .elb
                                    .describeTargetGroupsPaginator(request -> request.pageSize(2))
                                    .targetGroups())
                            .extracting(TargetGroup::targetGroupName)
                            .containsExactly("shop", "second", "third");
                }),
                entry(
                        "DescribeTargetGroups: a load balancer may have none",
                        scene -> assertThat(scene.aws
                                        .elb
                                        .describeTargetGroups(request -> request.loadBalancerArn(scene.loadBalancer))
                                        .targetGroups())
                                .isEmpty()),
                entry(
                        "DescribeTargetGroups: each load balancer is named once, and only while it uses the group",
                        scene -> {
                            String rule = scene.aws.rule(
                                    scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                            scene.aws.rule(scene.listener, 2, request -> request.actions(forward(scene.targetGroup)));
                            assertThat(targetGroup(scene, scene.targetGroup).loadBalancerArns())
                                    .containsExactly(scene.loadBalancer);
                            scene.aws.elb.deleteRule(request -> request.ruleArn(rule));
                            scene.aws.elb.deleteListener(request -> request.listenerArn(scene.listener));
                            assertThat(targetGroup(scene, scene.targetGroup).loadBalancerArns())
                                    .isEmpty();
                        }),
                entry("ModifyTargetGroup: the gRPC code is changed", scene -> {
                    String grpc = scene.aws.targetGroup("grpc", request -> request.protocolVersion("GRPC"));
                    scene.aws.elb.modifyTargetGroup(
                            request -> request.targetGroupArn(grpc).matcher(codes -> codes.grpcCode("0-5")));
                    assertThat(targetGroup(scene, grpc).matcher().grpcCode()).isEqualTo("0-5");
                }),
                entry("DeleteTargetGroup: refused while a rule, a weight or a default action names it", scene -> {
                    String rule =
                            scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    refused("ResourceInUse", () -> delete(scene, scene.targetGroup));
                    scene.aws.elb.deleteRule(request -> request.ruleArn(rule));
                    String second = scene.aws.targetGroup("second");
                    scene.aws.elb.modifyListener(request -> request.listenerArn(scene.listener)
                            .defaultActions(action -> action.type("forward")
                                    .forwardConfig(config -> config.targetGroups(
                                            one -> one.targetGroupArn(scene.targetGroup)
                                                    .weight(0),
                                            two -> two.targetGroupArn(second).weight(1)))));
                    refused("ResourceInUse", () -> delete(scene, scene.targetGroup));
                    refused("ResourceInUse", () -> delete(scene, second));
                }),
                entry("DeleteTargetGroup: one that is gone is no error", scene -> {
                    delete(scene, scene.targetGroup);
                    delete(scene, scene.targetGroup);
                }));
    }

    private static void delete(Scene scene, String arn) {
        scene.aws.elb.deleteTargetGroup(request -> request.targetGroupArn(arn));
    }

    static List<Checklist.Entry> targets() {
        return List.of(
                entry("RegisterTargets: an address on two ports is two targets", scene -> {
                    twoPorts(scene);
                    assertThat(health(scene))
                            .extracting(
                                    each -> each.target().id(),
                                    each -> each.target().port())
                            .containsExactlyInAnyOrder(tuple("10.1.0.1", 80), tuple("10.1.0.1", 81));
                }),
                entry("RegisterTargets: address, VPC, zone and type must fit", scene -> {
                    refused("InvalidTarget", () -> register(scene, "8.8.8.8"));
                    refused("InvalidTarget", () -> register(scene, "192.168.0.1"));
                    refused("InvalidTarget", () -> register(scene, "2001:db8::1"));
                    refused("ValidationError", () -> register(scene, NODE_A));
                    scene.aws.elb.registerTargets(request -> request.targetGroupArn(scene.targetGroup)
                            .targets(target -> target.id("192.168.0.1").availabilityZone("all")));
                }),
                entry("RegisterTargets: an instance must exist", scene -> {
                    String nodes = scene.aws.targetGroup("nodes", request -> request.targetType("instance"));
                    refused(
                            "InvalidTarget",
                            () -> scene.aws.elb.registerTargets(request -> request.targetGroupArn(nodes)
                                    .targets(target ->
                                            target.id("i-0ffffffffffffffff").port(30080))));
                }),
                entry("DeregisterTargets: only the port that is named goes, unknown ones are no error", scene -> {
                    twoPorts(scene);
                    deregister(scene, "10.1.0.1", 80);
                    deregister(scene, "10.1.0.9", 80);
                    assertThat(health(scene))
                            .singleElement()
                            .satisfies(left -> assertThat(left.target().port()).isEqualTo(81));
                }),
                entry("DescribeTargetHealth: unused while no load balancer has the group", scene -> {
                    register(scene, "10.1.0.1");
                    assertThat(health(scene)).singleElement().satisfies(target -> {
                        assertThat(target.targetHealth().stateAsString()).isEqualTo("unused");
                        assertThat(target.targetHealth().reasonAsString()).isEqualTo("Target.NotInUse");
                    });
                }),
                entry(
                        "DescribeTargetHealth: a target that was never registered is told so",
                        scene -> assertThat(scene.aws
                                        .elb
                                        .describeTargetHealth(request -> request.targetGroupArn(scene.targetGroup)
                                                .targets(target ->
                                                        target.id("10.1.0.1").port(80)))
                                        .targetHealthDescriptions())
                                .singleElement()
                                .satisfies(target -> assertThat(
                                                target.targetHealth().reasonAsString())
                                        .isEqualTo("Target.NotRegistered"))),
                entry("DescribeTargetHealth: the port of the check is a number", scene -> {
                    twoPorts(scene);
                    assertThat(health(scene))
                            .extracting(TargetHealthDescription::healthCheckPort)
                            .containsExactlyInAnyOrder("80", "81");
                    scene.aws.elb.modifyTargetGroup(
                            request -> request.targetGroupArn(scene.targetGroup).healthCheckPort("8081"));
                    assertThat(health(scene))
                            .extracting(TargetHealthDescription::healthCheckPort)
                            .containsOnly("8081");
                }),
                entry("DescribeTargetHealth: zone, anomaly detection and override are told", scene -> {
                    register(scene, "10.0.3.9");
                    assertThat(health(scene)).singleElement().satisfies(target -> {
                        assertThat(target.target().availabilityZone()).isEqualTo("us-west-2a");
                        assertThat(target.anomalyDetection().resultAsString()).isEqualTo("normal");
                        assertThat(target.administrativeOverride().stateAsString())
                                .isEqualTo("no_override");
                    });
                }));
    }

    static List<Checklist.Entry> time() {
        return List.of(
                entry("DescribeTargetHealth: initial, healthy, draining, gone", scene -> {
                    scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    register(scene, "10.1.0.1");
                    assertThat(states(scene)).containsExactly("initial");
                    scene.aws.simulator.clock().advance(Duration.ofSeconds(20));
                    assertThat(states(scene)).containsExactly("healthy");
                    deregister(scene, "10.1.0.1", 80);
                    assertThat(states(scene)).containsExactly("draining");
                    scene.aws.simulator.clock().advance(Duration.ofMinutes(5));
                    assertThat(states(scene)).isEmpty();
                }),
                entry("RegisterTargets: a draining target comes back", scene -> {
                    scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    register(scene, "10.1.0.1");
                    deregister(scene, "10.1.0.1", 80);
                    register(scene, "10.1.0.1");
                    assertThat(states(scene)).containsExactly("initial");
                }),
                entry("DescribeTargetHealth: a listener that lets go leaves the targets unused", scene -> {
                    scene.aws.elb.modifyListener(
                            request -> request.listenerArn(scene.listener).defaultActions(forward(scene.targetGroup)));
                    register(scene, "10.1.0.1");
                    scene.aws.elb.modifyListener(
                            request -> request.listenerArn(scene.listener).defaultActions(fixed("404")));
                    assertThat(states(scene)).containsExactly("unused");
                }));
    }

    private static void twoPorts(Scene scene) {
        scene.aws.elb.registerTargets(request -> request.targetGroupArn(scene.targetGroup)
                .targets(
                        one -> one.id("10.1.0.1").port(80),
                        other -> other.id("10.1.0.1").port(81)));
    }

    private static void deregister(Scene scene, String id, int port) {
        scene.aws.elb.deregisterTargets(request -> request.targetGroupArn(scene.targetGroup)
                .targets(target -> target.id(id).port(port)));
    }

    private static List<TargetHealthDescription> health(Scene scene) {
        return scene.aws
                .elb
                .describeTargetHealth(request -> request.targetGroupArn(scene.targetGroup))
                .targetHealthDescriptions();
    }

    private static List<String> states(Scene scene) {
        return health(scene).stream()
                .map(each -> each.targetHealth().stateAsString())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> keepsGroups() {
        return Checklist.run(groups());
    }

    @TestFactory
    Stream<DynamicTest> keepsTargets() {
        return Checklist.run(targets());
    }

    @TestFactory
    Stream<DynamicTest> takesTime() {
        return Checklist.run(
                time(),
                SimulatedAws.config()
                        .withTiming(new Timing(Duration.ZERO, Duration.ofSeconds(20), Duration.ofMinutes(5))));
    }
}
