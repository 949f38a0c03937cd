package io.headgate.simulator;

import static io.headgate.simulator.Checklist.entry;
import static io.headgate.simulator.Checklist.refused;
import static io.headgate.simulator.SimulatedAws.VPC;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.simulator.Refusals.Scene;
import io.headgate.simulator.account.Quotas;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The checklist for tags, limits, and actions that nobody serves. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class TagAndQuotaChecklistTest {

    static List<Checklist.Entry> tags() {
        return List.of(
                entry("AddTags: 50 tags are the most, counted after the call", scene -> {
                    add(scene, scene.loadBalancer, 0, 30);
                    refused("TooManyTags", () -> add(scene, scene.loadBalancer, 30, 51));
                    add(scene, scene.loadBalancer, 30, 50);
                    assertThat(describe(scene, scene.loadBalancer).getFirst().tags())
                            .hasSize(50);
                }),
                entry("AddTags: keys of AWS are refused, and none of the call's tags is set", scene -> {
                    refused(
                            "ValidationError",
                            () -> scene.aws.elb.addTags(request -> request.resourceArns(scene.loadBalancer)
                                    .tags(
                                            good -> good.key("a").value("1"),
                                            bad -> bad.key("aws:x").value("1"))));
                    assertThat(describe(scene, scene.loadBalancer).getFirst().tags())
                            .isEmpty();
                }),
                entry("RemoveTags: the named ones go, others stay", scene -> {
                    add(scene, scene.listener, 0, 2);
                    scene.aws.elb.removeTags(
                            request -> request.resourceArns(scene.listener).tagKeys("k0", "none"));
                    assertThat(describe(scene, scene.listener).getFirst().tags())
                            .extracting(Tag::key)
                            .containsExactly("k1");
                }),
                entry("DescribeTags: an ARN that is missing is an error of its kind", scene -> {
                    String rule = scene.aws.rule(scene.listener, 1, _ -> {});
                    refused(
                            "LoadBalancerNotFound",
                            () -> describe(scene, scene.loadBalancer, scene.loadBalancer + "0"));
                    refused("ListenerNotFound", () -> describe(scene, scene.listener + "0"));
                    refused("RuleNotFound", () -> describe(scene, rule, rule + "0"));
                    refused("TargetGroupNotFound", () -> describe(scene, scene.targetGroup + "0"));
                }),
                entry("DescribeTags: takes 20 ARNs, one answer each", scene -> {
                    String[] most = Collections.nCopies(20, scene.loadBalancer).toArray(String[]::new);
                    String[] more = Collections.nCopies(21, scene.loadBalancer).toArray(String[]::new);
                    assertThat(describe(scene, most)).hasSize(20);
                    refused("ValidationError", () -> describe(scene, more));
                }));
    }

    private static void add(Scene scene, String arn, int from, int to) {
        scene.aws.elb.addTags(request -> request.resourceArns(arn)
                .tags(IntStream.range(from, to)
                        .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
                        .toList()));
    }

    private static List<TagDescription> describe(Scene scene, String... arns) {
        return scene.aws.elb.describeTags(request -> request.resourceArns(arns)).tagDescriptions();
    }

    static List<Checklist.Entry> limits() {
        return List.of(
                entry("DescribeAccountLimits: tells the quotas that are enforced", scene -> {
                    assertThat(scene.aws.elb.describeAccountLimits().limits())
                            .filteredOn(limit -> limit.name().equals("rules-per-application-load-balancer"))
                            .extracting(Limit::max)
                            .containsExactly("2");
                    scene.aws.rule(scene.listener, 1, _ -> {});
                    scene.aws.rule(scene.listener, 2, _ -> {});
                    refused("TooManyRules", () -> scene.aws.rule(scene.listener, 3, _ -> {}));
                }),
                entry("All of ELBv2: an action that is not served says so, by name and with status 400", scene -> {
                    refused(
                            "InvalidAction",
                            () -> scene.aws.elb.getResourcePolicy(request -> request.resourceArn(scene.loadBalancer)));
                    assertThat(scene.aws.simulator.callLog().calls().getLast().operation())
                            .isEqualTo("GetResourcePolicy");
                }),
                entry("AuthorizeSecurityGroupIngress: rules are limited for each group", scene -> {
                    String group = scene.aws
                            .ec2
                            .createSecurityGroup(request ->
                                    request.groupName("full").description("d").vpcId(VPC))
                            .groupId();
                    refused(
                            "RulesPerSecurityGroupLimitExceeded",
                            () -> scene.aws.ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                                    .ipPermissions(
                                            Refusals.tcp(80)
                                                    .ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                                                    .build(),
                                            Refusals.tcp(81)
                                                    .ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                                                    .build())));
                }));
    }

    @TestFactory
    Stream<DynamicTest> keepsTags() {
        return Checklist.run(tags());
    }

    @TestFactory
    Stream<DynamicTest> enforcesLimits() {
        return Checklist.run(
                limits(),
                SimulatedAws.config()
                        .withQuotas(
                                Quotas.DEFAULT.with("rulesPerLoadBalancer", 2).with("rulesPerSecurityGroup", 1)));
    }
}
