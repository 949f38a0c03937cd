package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.Refusals.tcp;
import static io.headgate.simulator.SimulatedAws.NODES;
import static io.headgate.simulator.SimulatedAws.VPC;
import static io.headgate.simulator.SimulatedAws.WEB_FRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Refusals.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The checklist for EC2: security groups, interfaces, look-ups. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class SecurityGroupChecklistTest {

    static List<Checklist.Entry> groups() {
        return List.of(
                entry("AuthorizeSecurityGroupIngress: the description of a prefix list is kept", scene -> {
                    String list = scene.aws
                            .ec2
                            .createManagedPrefixList(request -> request.prefixListName("edge")
                                    .addressFamily("IPv4")
                                    .maxEntries(1)
                                    .entries(each -> each.cidr("203.0.113.0/24")))
                            .prefixList()
                            .prefixListId();
                    authorize(
                            scene,
                            tcp(80).prefixListIds(
                                            each -> each.prefixListId(list).description("edge"))
                                    .build());
                    assertThat(group(scene, NODES).ipPermissions())
                            .flatExtracting(IpPermission::prefixListIds)
                            .extracting(PrefixListId::description)
                            .containsExactly("edge");
                }),
                entry("AuthorizeSecurityGroupIngress: a duplicate among new ones refuses all of the call", scene -> {
                    authorize(scene, from("10.0.0.0/8"));
                    refused(
                            "InvalidPermission.Duplicate",
                            () -> authorize(scene, from("11.0.0.0/8"), from("10.0.0.0/8")));
                    assertThat(group(scene, NODES).ipPermissions())
                            .flatExtracting(IpPermission::ipRanges)
                            .hasSize(1);
                }),
                entry(
                        "RevokeSecurityGroupIngress: what is not there is an error",
                        scene -> refused(
                                "InvalidPermission.NotFound",
                                () -> scene.aws.ec2.revokeSecurityGroupIngress(
                                        request -> request.groupId(NODES).ipPermissions(from("10.0.0.0/8"))))),
                entry("DeleteSecurityGroup: refused while a load balancer has it, free once that is gone", scene -> {
                    String group = made(scene);
                    scene.aws.elb.setSecurityGroups(request ->
                            request.loadBalancerArn(scene.loadBalancer).securityGroups(group));
                    refused("DependencyViolation", () -> delete(scene, group));
                    scene.aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(scene.loadBalancer));
                    delete(scene, group);
                    refused("InvalidGroup.NotFound", () -> delete(scene, group));
                }),
                entry("DeleteSecurityGroup: refused while an interface has it", scene -> {
                    String group = made(scene);
                    scene.aws.ec2.createNetworkInterface(
                            request -> request.subnetId(SimulatedAws.PUBLIC_A).groups(group));
                    refused("DependencyViolation", () -> delete(scene, group));
                }),
                entry(
                        "DeleteSecurityGroup: refused while an instance has it",
                        scene -> refused("DependencyViolation", () -> delete(scene, NODES))),
                entry("DeleteSecurityGroup: refused while a rule of another group names it", scene -> {
                    String group = made(scene);
                    IpPermission rule = tcp(80).userIdGroupPairs(pair -> pair.groupId(group))
                            .build();
                    authorize(scene, rule);
                    refused("DependencyViolation", () -> delete(scene, group));
                    scene.aws.ec2.revokeSecurityGroupIngress(
                            request -> request.groupId(NODES).ipPermissions(rule));
                    delete(scene, group);
                }));
    }

    static List<Checklist.Entry> lookUps() {
        return List.of(
                entry("DescribeNetworkInterfaces: secondary addresses are found too", scene -> {
                    String made = scene.aws
                            .ec2
                            .createNetworkInterface(request -> request.subnetId(SimulatedAws.PUBLIC_A))
                            .networkInterface()
                            .networkInterfaceId();
                    scene.aws.ec2.assignPrivateIpAddresses(
                            request -> request.networkInterfaceId(made).privateIpAddresses("10.0.0.77"));
                    assertThat(scene.aws
                                    .ec2
                                    .describeNetworkInterfaces(request ->
                                            request.filters(filter -> filter.name("addresses.private-ip-address")
                                                    .values("10.0.0.77")))
                                    .networkInterfaces())
                            .singleElement()
                            .matches(each -> each.networkInterfaceId().equals(made));
                }),
                entry(
                        "DescribeNetworkInterfaces: a load balancer has one in each subnet, and none when it is gone",
                        scene -> {
                            assertThat(interfaces(scene)).isEqualTo(2);
                            scene.aws.elb.deleteLoadBalancer(request -> request.loadBalancerArn(scene.loadBalancer));
                            assertThat(interfaces(scene)).isZero();
                        }),
                entry(
                        "DescribeSubnets: a tag filter takes several values",
                        scene -> assertThat(scene.aws
                                        .ec2
                                        .describeSubnets(request -> request.filters(filter ->
                                                filter.name("tag:tier").values("app", "db")))
                                        .subnets())
                                .hasSize(2)),
                entry("GetSecurityGroupsForVpc, DescribeCoipPools, DescribeIpamPools: are answered", scene -> {
                    assertThat(scene.aws
                                    .ec2
                                    .getSecurityGroupsForVpc(request -> request.vpcId(VPC))
                                    .securityGroupForVpcs())
                            .anyMatch(group -> group.groupId().equals(WEB_FRONT));
                    assertThat(scene.aws.ec2.describeCoipPools(_ -> {}).coipPools())
                            .isEmpty();
                    assertThat(scene.aws.ec2.describeIpamPools(_ -> {}).ipamPools())
                            .isEmpty();
                }),
                entry(
                        "DescribeAccountAttributes, DescribeAddresses, DescribeVpcPeeringConnections: are answered",
                        scene -> {
                            assertThat(scene.aws.ec2.describeAccountAttributes().accountAttributes())
                                    .isNotEmpty();
                            assertThat(scene.aws.ec2.describeAddresses().addresses())
                                    .isEmpty();
                            assertThat(scene.aws
                                            .ec2
                                            .describeVpcPeeringConnections()
                                            .vpcPeeringConnections())
                                    .isEmpty();
                        }),
                entry(
                        "All of EC2: an action that is not served says so",
                        scene -> refused("InvalidAction", () -> scene.aws.ec2.describeFleets())));
    }

    private static IpPermission from(String cidr) {
        return tcp(80).ipRanges(range -> range.cidrIp(cidr)).build();
    }

    private static void authorize(Scene scene, IpPermission... permissions) {
        scene.aws.ec2.authorizeSecurityGroupIngress(
                request -> request.groupId(NODES).ipPermissions(permissions));
    }

    private static SecurityGroup group(Scene scene, String id) {
        return scene.aws
                .ec2
                .describeSecurityGroups(request -> request.groupIds(id))
                .securityGroups()
                .getFirst();
    }

    private static String made(Scene scene) {
        return scene.aws
                .ec2
                .createSecurityGroup(
                        request -> request.groupName("made").description("d").vpcId(VPC))
                .groupId();
    }

    private static void delete(Scene scene, String group) {
        scene.aws.ec2.deleteSecurityGroup(request -> request.groupId(group));
    }

    private static int interfaces(Scene scene) {
        return scene.aws
                .ec2
                .describeNetworkInterfaces(request ->
                        request.filters(filter -> filter.name("description").values("ELB app/web/*")))
                .networkInterfaces()
                .size();
    }

    @TestFactory
    Stream<DynamicTest> keepsGroups() {
        return Checklist.run(groups());
    }

    @TestFactory
    Stream<DynamicTest> answersLookUps() {
        return Checklist.run(lookUps());
    }
}
