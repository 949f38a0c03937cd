package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Checklist.targetGroup;
import static io.headgate.simulator.SimulatedAws.PUBLIC_A;
import static io.headgate.simulator.SimulatedAws.PUBLIC_B;
import static io.headgate.simulator.SimulatedAws.VPC;
import static io.headgate.simulator.SimulatedAws.WEB_FRONT;
import static io.headgate.simulator.SimulatedAws.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headgate.simulator.Refusals.Scene;
import io.headgate.simulator.account.Timing;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The checklist for load balancers. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class LoadBalancerChecklistTest {
    private static final String PRIVATE_A = "subnet-0ae000000000000004";
    private static final String PUBLIC_C = "subnet-0af000000000000003";

    static List<Checklist.Entry> creation() {
        return List.of(
                entry(
                        "CreateLoadBalancer: the same again is the same one, other settings under a taken name are refused",
                        scene -> {
                            assertThat(scene.aws.loadBalancer("web").loadBalancerArn())
                                    .isEqualTo(scene.loadBalancer);
                            refused(
                                    "DuplicateLoadBalancerName",
                                    () -> create(scene, "web", request -> request.scheme("internal")));
                            assertThat(scene.aws.elb.describeLoadBalancers().loadBalancers())
                                    .hasSize(1);
                        }),
                entry("CreateLoadBalancer: needs subnets of two zones, one of each", scene -> {
                    refused("ValidationError", () -> create(scene, "one", request -> request.subnets(PUBLIC_A)));
                    refused(
                            "InvalidConfigurationRequest",
                            () -> create(scene, "zone", request -> request.subnets(PUBLIC_A, PRIVATE_A)));
                }),
                entry(
                        "CreateLoadBalancer: an unknown subnet is SubnetNotFound, an unknown group InvalidSecurityGroup",
                        scene -> {
                            refused(
                                    "SubnetNotFound",
                                    () -> create(scene, "sub", request -> request.subnets(PUBLIC_A, "subnet-1")));
                            refused(
                                    "InvalidSecurityGroup",
                                    () -> create(scene, "sg", request -> request.securityGroups("sg-1")));
                        }),
                entry("CreateLoadBalancer: names have at most 32 characters and no internal- in front", scene -> {
                    refused("ValidationError", () -> create(scene, "x".repeat(33), _ -> {}));
                    refused("ValidationError", () -> create(scene, "internal-web", _ -> {}));
                }),
                entry("CreateLoadBalancer: without groups it gets the default one of the VPC", scene -> {
                    String byDefault = scene.aws
                            .ec2
                            .describeSecurityGroups(request -> request.filters(
                                    name -> name.name("group-name").values("default"),
                                    vpc -> vpc.name("vpc-id").values(VPC)))
                            .securityGroups()
                            .getFirst()
                            .groupId();
                    assertThat(create(scene, "bare", _ -> {}).securityGroups()).containsExactly(byDefault);
                }),
                entry("CreateLoadBalancer: scheme, type and address type are filled in", scene -> {
                    LoadBalancer made = create(scene, "bare", _ -> {});
                    assertThat(made.schemeAsString()).isEqualTo("internet-facing");
                    assertThat(made.typeAsString()).isEqualTo("application");
                    assertThat(made.ipAddressTypeAsString()).isEqualTo("ipv4");
                }),
                entry(
                        "CreateLoadBalancer: dualstack-without-public-ipv4 is taken",
                        scene -> assertThat(create(
                                                scene,
                                                "six",
                                                request -> request.ipAddressType("dualstack-without-public-ipv4"))
                                        .ipAddressTypeAsString())
                                .isEqualTo("dualstack-without-public-ipv4")),
                entry("CreateLoadBalancer: address pools are kept", scene -> {
                    LoadBalancer made = create(
                            scene,
                            "pools",
                            request -> request.customerOwnedIpv4Pool("ipv4pool-coip-1")
                                    .ipamPools(pools -> pools.ipv4IpamPoolId("ipam-pool-1")));
                    assertThat(made.customerOwnedIpv4Pool()).isEqualTo("ipv4pool-coip-1");
                    assertThat(made.ipamPools().ipv4IpamPoolId()).isEqualTo("ipam-pool-1");
                }),
                entry("CreateLoadBalancer: ARNs say net/ for a Network Load Balancer and app/ for the other", scene -> {
                    assertThat(create(scene, "front", request -> request.type("network"))
                                    .loadBalancerArn())
                            .contains(":loadbalancer/net/front/");
                    assertThat(scene.loadBalancer).contains(":loadbalancer/app/web/");
                }),
                entry(
                        "CreateLoadBalancer: zones are those of the subnets",
                        scene -> assertThat(create(scene, "bare", _ -> {}).availabilityZones())
                                .extracting(AvailabilityZone::zoneName, AvailabilityZone::subnetId)
                                .containsExactly(tuple("us-west-2a", PUBLIC_A), tuple("us-west-2b", PUBLIC_B))),
                entry(
                        "CreateLoadBalancer: DNS names are unique, begin with internal- where they are, zones by kind",
                        scene -> {
                            LoadBalancer internal = create(scene, "inner", request -> request.scheme("internal"));
                            LoadBalancer front = create(scene, "front", request -> request.type("network"));
                            assertThat(internal.dnsName())
                                    .startsWith("internal-inner-")
                                    .endsWith(".us-west-2.elb.amazonaws.com");
                            assertThat(internal.canonicalHostedZoneId()).isNotEqualTo(front.canonicalHostedZoneId());
                            scene.aws.elb.deleteLoadBalancer(
                                    request -> request.loadBalancerArn(internal.loadBalancerArn()));
                            assertThat(create(scene, "inner", request -> request.scheme("internal"))
                                            .dnsName())
                                    .isNotEqualTo(internal.dnsName());
                        }));
    }

    private static LoadBalancer create(Scene scene, String name, Consumer<CreateLoadBalancerRequest.Builder> more) {
        return scene.aws
                .elb
                .createLoadBalancer(request -> {
                    request.name(name).subnets(PUBLIC_A, PUBLIC_B);
                    more.accept(request);
                })
                .loadBalancers()
                .getFirst();
    }

    static List<Checklist.Entry> life() {
        return List.of(
                entry(
                        "DescribeLoadBalancers: one that is missing among the named ones is an error",
                        scene -> refused(
                                "LoadBalancerNotFound",
                                () -> scene.aws.elb.describeLoadBalancers(request ->
                                        request.loadBalancerArns(scene.loadBalancer, scene.loadBalancer + "0")))),
                entry("DescribeLoadBalancers: pages end and lose none", scene -> {
                    scene.aws.loadBalancer("second");
                    scene.aws.loadBalancer("third");
                    assertThat(scene.aws
                                    .elb
                                    .describeLoadBalancers(request -> request.pageSize(2))
                                    .loadBalancers())
                            .hasSize(2);
                    assertThat(scene.aws
                                    .elb
                                    .describeLoadBalancersPaginator(request -> request.pageSize(2))
                                    .loadBalancers())
                            .extracting(LoadBalancer::loadBalancerName)
                            .containsExactly("web", "second", "third");
                }),
                entry("DeleteLoadBalancer: a protected one stays", scene -> {
                    scene.attribute("deletion_protection.enabled", "true");
                    refused("OperationNotPermitted", () -> delete(scene));
                    scene.attribute("deletion_protection.enabled", "false");
                    delete(scene);
                    assertThat(scene.aws.elb.describeLoadBalancers().loadBalancers())
                            .isEmpty();
                }),
                entry("DeleteLoadBalancer: its listeners go, its target groups are free", scene -> {
                    scene.aws.rule(scene.listener, 1, request -> request.actions(forward(scene.targetGroup)));
                    delete(scene);
                    assertThat(targetGroup(scene, scene.targetGroup).loadBalancerArns())
                            .isEmpty();
                    refused(
                            "ListenerNotFound",
                            () -> scene.aws.elb.describeListeners(request -> request.listenerArns(scene.listener)));
                    scene.aws.elb.deleteTargetGroup(request -> request.targetGroupArn(scene.targetGroup));
                }),
                entry("SetSubnets: address type is set and returned", scene -> {
                    var answer = scene.aws.elb.setSubnets(request -> request.loadBalancerArn(scene.loadBalancer)
                            .subnets(PUBLIC_B, PUBLIC_C)
                            .ipAddressType("dualstack"));
                    assertThat(answer.ipAddressTypeAsString()).isEqualTo("dualstack");
                    assertThat(answer.availabilityZones())
                            .extracting(AvailabilityZone::subnetId)
                            .containsExactly(PUBLIC_B, PUBLIC_C);
                    assertThat(read(scene).ipAddressTypeAsString()).isEqualTo("dualstack");
                }),
                entry(
                        "SetSubnets: needs two zones",
                        scene -> refused(
                                "ValidationError",
                                () -> scene.aws.elb.setSubnets(request -> request.loadBalancerArn(scene.loadBalancer)
                                        .subnets(PUBLIC_A)))),
                entry("SetSecurityGroups: an unknown group is refused, others replace", scene -> {
                    refused("InvalidSecurityGroup", () -> groups(scene, WEB_FRONT, "sg-1"));
                    groups(scene, "sg-0b000000000000003");
                    assertThat(read(scene).securityGroups()).containsExactly("sg-0b000000000000003");
                }),
                entry("SetIpAddressType: takes all three", scene -> {
                    for (String type : List.of("dualstack", "dualstack-without-public-ipv4", "ipv4")) {
                        scene.aws.elb.setIpAddressType(request ->
                                request.loadBalancerArn(scene.loadBalancer).ipAddressType(type));
                        assertThat(read(scene).ipAddressTypeAsString()).isEqualTo(type);
                    }
                }),
                entry("ModifyCapacityReservation: is kept, provisioned and reset", scene -> {
                    scene.aws.elb.modifyCapacityReservation(request -> request.loadBalancerArn(scene.loadBalancer)
                            .minimumLoadBalancerCapacity(capacity -> capacity.capacityUnits(100)));
                    var reserved = scene.aws.elb.describeCapacityReservation(
                            request -> request.loadBalancerArn(scene.loadBalancer));
                    assertThat(reserved.minimumLoadBalancerCapacity().capacityUnits())
                            .isEqualTo(100);
                    assertThat(reserved.capacityReservationState())
                            .hasSize(2)
                            .allMatch(zone -> zone.state().codeAsString().equals("provisioned"));
                    scene.aws.elb.modifyCapacityReservation(request ->
                            request.loadBalancerArn(scene.loadBalancer).resetCapacityReservation(true));
                    assertThat(scene.aws
                                    .elb
                                    .describeCapacityReservation(request -> request.loadBalancerArn(scene.loadBalancer))
                                    .minimumLoadBalancerCapacity())
                            .isNull();
                }),
                entry("ModifyIpPools: sets and removes the pool", scene -> {
                    scene.aws.elb.modifyIpPools(request -> request.loadBalancerArn(scene.loadBalancer)
                            .ipamPools(pools -> pools.ipv4IpamPoolId("ipam-pool-1")));
                    assertThat(read(scene).ipamPools().ipv4IpamPoolId()).isEqualTo("ipam-pool-1");
                    scene.aws.elb.modifyIpPools(request ->
                            request.loadBalancerArn(scene.loadBalancer).removeIpamPoolsWithStrings("ipv4"));
                    assertThat(read(scene).ipamPools()).isNull();
                }));
    }

    private static void delete(Scene scene) {
        scene.aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(scene.loadBalancer));
    }

    private static void groups(Scene scene, String... groups) {
        scene.aws.elb.setSecurityGroups(
                request -> request.loadBalancerArn(scene.loadBalancer).securityGroups(groups));
    }

    private static LoadBalancer read(Scene scene) {
        return scene.aws
                .elb
                .describeLoadBalancers(request -> request.loadBalancerArns(scene.loadBalancer))
                .loadBalancers()
                .getFirst();
    }

    static List<Checklist.Entry> time() {
        return List.of(entry("DescribeLoadBalancers: provisioning ends with time, not with the first look", scene -> {
            assertThat(read(scene).state().codeAsString()).isEqualTo("provisioning");
            assertThat(read(scene).state().codeAsString()).isEqualTo("provisioning");
            scene.aws.simulator.clock().advance(Duration.ofSeconds(90));
            assertThat(read(scene).state().codeAsString()).isEqualTo("active");
        }));
    }

    @TestFactory
    Stream<DynamicTest> createsThem() {
        return Checklist.run(creation());
    }

    @TestFactory
    Stream<DynamicTest> changesThem() {
        return Checklist.run(life());
    }

    @TestFactory
    Stream<DynamicTest> takesTime() {
        return Checklist.run(
                time(),
                SimulatedAws.config().withTiming(new Timing(Duration.ofSeconds(90), Duration.ZERO, Duration.ZERO)));
    }
}
