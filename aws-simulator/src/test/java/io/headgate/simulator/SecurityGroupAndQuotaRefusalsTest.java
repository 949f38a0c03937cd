package io.headgate.simulator;

import static io.headgate.simulator.Refusals.register;
import static io.headgate.simulator.Refusals.row;
import static io.headgate.simulator.Refusals.run;
import static io.headgate.simulator.Refusals.tcp;
import static io.headgate.simulator.SimulatedAws.NODES;
import static io.headgate.simulator.SimulatedAws.VPC;
import static io.headgate.simulator.SimulatedAws.WEB_FRONT;
import static io.headgate.simulator.SimulatedAws.fixed;

import io.headgate.simulator.Refusals.Row;
import io.headgate.simulator.account.Quotas;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** What EC2 refuses, and what exceeds the account's quotas. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class SecurityGroupAndQuotaRefusalsTest {

    @TestFactory
    Stream<DynamicTest> refusesSecurityGroups() {
        return run(List.of(
                row(
                        "DependencyViolation",
                        "deletion while a load balancer has it",
                        scene -> scene.aws.ec2.deleteSecurityGroup(request -> request.groupId(WEB_FRONT))),
                row("DependencyViolation", "deletion while a rule names it", scene -> {
                    String group = scene.aws
                            .ec2
                            .createSecurityGroup(request -> request.groupName("backend")
                                    .description("d")
                                    .vpcId(VPC))
                            .groupId();
                    scene.aws.ec2.authorizeSecurityGroupIngress(request -> request.groupId(NODES)
                            .ipPermissions(tcp(80).userIdGroupPairs(pair -> pair.groupId(group))
                                    .build()));
                    scene.aws.ec2.deleteSecurityGroup(request -> request.groupId(group));
                }),
                row("InvalidPermission.Duplicate", "a rule that exists among new ones", scene -> {
                    IpPermission http = tcp(80).ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                            .build();
                    IpPermission https = tcp(443).ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                            .build();
                    scene.aws.ec2.authorizeSecurityGroupIngress(
                            request -> request.groupId(NODES).ipPermissions(http));
                    scene.aws.ec2.authorizeSecurityGroupIngress(
                            request -> request.groupId(NODES).ipPermissions(https, http));
                }),
                row(
                        "InvalidPermission.NotFound",
                        "revocation of no rule",
                        scene -> scene.aws.ec2.revokeSecurityGroupIngress(request -> request.groupId(NODES)
                                .ipPermissions(tcp(80).ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                                        .build()))),
                row(
                        "InvalidPrefixListID.NotFound",
                        "an unknown prefix list",
                        scene -> scene.aws.ec2.authorizeSecurityGroupIngress(request -> request.groupId(NODES)
                                .ipPermissions(tcp(80).prefixListIds(list -> list.prefixListId("pl-1"))
                                        .build()))),
                row(
                        "InvalidGroup.Duplicate",
                        "a name that is taken",
                        scene -> scene.aws.ec2.createSecurityGroup(request ->
                                request.groupName("nodes").description("d").vpcId(VPC))),
                row("InvalidAction", "an action that is not served", scene -> scene.aws.ec2.describeFleets())));
    }

    @TestFactory
    Stream<DynamicTest> refusesBeyondQuotas() {
        Quotas one = Quotas.DEFAULT
                .with("rulesPerLoadBalancer", 1)
                .with("listenersPerLoadBalancer", 1)
                .with("targetGroups", 1)
                .with("loadBalancers", 1)
                .with("targetsPerTargetGroup", 1)
                .with("rulesPerSecurityGroup", 1);
        List<Row> rows = List.of(
                row("TooManyRules", "a second rule", scene -> {
                    scene.aws.rule(scene.listener, 1, _ -> {});
                    scene.aws.rule(scene.listener, 2, _ -> {});
                }),
                row(
                        "TooManyListeners",
                        "a second listener",
                        scene -> scene.aws.listener(scene.loadBalancer, 81, fixed("404"))),
                row("TooManyTargetGroups", "a second target group", scene -> scene.aws.targetGroup("second")),
                row("TooManyLoadBalancers", "a second load balancer", scene -> scene.aws.loadBalancer("second")),
                row("TooManyTargets", "a second target", scene -> {
                    register(scene, "10.1.0.1");
                    register(scene, "10.1.0.2");
                }),
                row(
                        "RulesPerSecurityGroupLimitExceeded",
                        "a second rule of a group",
                        scene -> scene.aws.ec2.authorizeSecurityGroupIngress(request -> request.groupId(NODES)
                                .ipPermissions(tcp(80).ipRanges(
                                                range -> range.cidrIp("10.0.0.0/8"),
                                                range -> range.cidrIp("11.0.0.0/8"))
                                        .build()))));
        return run(rows, SimulatedAws.config().withQuotas(one));
    }
}
