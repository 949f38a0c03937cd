package io.headgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.simulator.policy.PolicyDocument;
import io.headgate.simulator.policy.PolicyUse;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Calls under a policy of IAM, as AWS decides about them. */
@SuppressWarnings("unchecked") // the builders of the SDK take consumers as varargs
final class PolicyTest {

    private final SimulatedAws aws = SimulatedAws.startWithoutRetries(SimulatedAws.config());
    private final PolicyUse use = new PolicyUse();

    @AfterEach
    void stop() {
        aws.close();
    }

    private void enforce(String... statements) {
        aws.simulator
                .authorizer()
                .enforce("any", PolicyDocument.parse("{\"Statement\": [" + String.join(", ", statements) + "]}"), use);
    }

    private static String allow(String action, String resource, String condition) {
        return "{\"Sid\": \"S\", \"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource
                + "\", \"Condition\": " + condition + "}";
    }

    private String tagged(String name, Map<String, String> tags) {
        return aws.targetGroup(
                name,
                request -> request.tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList()));
    }

    private void delete(String arn) {
        aws.elb.deleteTargetGroup(request -> request.targetGroupArn(arn));
    }

    @Test
    void whatNoStatementAllowsIsDeniedInTheWordsOfTheService() {
        enforce(allow("elasticloadbalancing:Describe*", "*", "{}"));

        assertThat(aws.elb.describeLoadBalancers().loadBalancers()).isEmpty();
        assertDenied(
                () -> aws.targetGroup("web"),
                "AccessDenied",
                "elasticloadbalancing:CreateTargetGroup on resource: arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/*");
        assertDenied(() -> aws.ec2.describeVpcs(), "UnauthorizedOperation", "ec2:DescribeVpcs on resource: *");
        assertDenied(() -> aws.acm.listCertificates(), "AccessDeniedException", "acm:ListCertificates");
        assertThat(aws.sts.getCallerIdentity().account()).isEqualTo("123456789012");
        assertThat(use.denials()).hasSize(3);
        assertThat(use.used()).containsExactly("elasticloadbalancing:DescribeLoadBalancers");
    }

    private static void assertDenied(ThrowingCallable call, String code, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, denied -> {
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo(code);
            Stream.of(words)
                    .forEach(word ->
                            assertThat(denied.awsErrorDetails().errorMessage()).contains(word));
        });
    }

    @Test
    void whoHasNoPolicyOfTheirOwnIsHeldToThatOfAll() {
        aws.simulator
                .authorizer()
                .enforceForOthers(
                        PolicyDocument.parse(
                                "{\"Statement\": [" + allow("elasticloadbalancing:Describe*", "*", "{}") + "]}"),
                        use);

        assertThat(aws.elb.describeLoadBalancers().loadBalancers()).isEmpty();
        assertDenied(() -> aws.targetGroup("web"), "AccessDenied");
        enforce(allow("*", "*", "{}"));
        aws.targetGroup("web");
    }

    @Test
    void aTagOfTheResourceDecides() {
        String ours = tagged("ours", Map.of("owner", "us"));
        String theirs = tagged("theirs", Map.of("owner", "them"));
        enforce(allow(
                "elasticloadbalancing:DeleteTargetGroup",
                "arn:aws:elasticloadbalancing:*:*:targetgroup/*",
                "{\"StringEquals\": {\"aws:ResourceTag/owner\": \"us\"}}"));

        delete(ours);
        assertDenied(() -> delete(theirs), "AccessDenied");
    }

    @Test
    void aCreationWithTagsNeedsTheRightToTag() {
        String create = allow(
                "elasticloadbalancing:CreateTargetGroup",
                "*",
                "{\"StringEquals\": {\"aws:RequestTag/owner\": \"us\"}}");
        enforce(create);
        assertDenied(() -> tagged("web", Map.of()), "AccessDenied");
        assertDenied(() -> tagged("web", Map.of("owner", "us")), "AccessDenied", "elasticloadbalancing:AddTags");

        enforce(
                create,
                allow(
                        "elasticloadbalancing:AddTags",
                        "*",
                        "{\"StringEquals\": {\"elasticloadbalancing:CreateAction\": [\"CreateTargetGroup\"]}}"));
        String made = tagged("web", Map.of("owner", "us"));
        assertDenied(
                () -> aws.elb.addTags(request ->
                        request.resourceArns(made).tags(tag -> tag.key("k").value("v"))),
                "AccessDenied");
    }

    @Test
    void aSecurityGroupIsMadeInAVpcAndWithTags() {
        String inVpc = allow("ec2:CreateSecurityGroup", "arn:aws:ec2:*:*:vpc/" + SimulatedAws.VPC, "{}");
        String group = allow("ec2:CreateSecurityGroup", "arn:aws:ec2:*:*:security-group/*", "{}");
        String tag = allow(
                "ec2:CreateTags",
                "arn:aws:ec2:*:*:security-group/*",
                "{\"StringLike\": {\"ec2:CreateAction\": \"Create*\"}, \"Null\": {\"aws:RequestTag/owner\": \"false\"}}");
        enforce(inVpc, group);
        assertDenied(this::securityGroup, "UnauthorizedOperation", "ec2:CreateTags");
        enforce(group, tag);
        assertDenied(this::securityGroup, "UnauthorizedOperation", "vpc/" + SimulatedAws.VPC);
        enforce(inVpc, group, tag);
        securityGroup();
    }

    private void securityGroup() {
        aws.ec2.createSecurityGroup(request -> request.groupName("g")
                .description("d")
                .vpcId(SimulatedAws.VPC)
                .tagSpecifications(specification -> specification
                        .resourceType("security-group")
                        .tags(tag -> tag.key("owner").value("us"))));
    }

    @Test
    void whatIsDeniedIsAllowedByNobody() {
        enforce(
                allow("*", "*", "{}"),
                "{\"Effect\": \"Deny\", \"Action\": [\"elasticloadbalancing:delete*\"], \"Resource\": [\"*\"]}");

        String made = aws.targetGroup("web");
        assertDenied(() -> delete(made), "AccessDenied");
    }

    @ParameterizedTest(name = "{0} of {1} by {2}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "StringEquals; us; us; true",
                "StringEquals; us; US; false",
                "StringEquals; us; ; false",
                "StringEqualsIfExists; us; ; true",
                "StringNotEquals; us; them; true",
                "StringNotEquals; us; ; true",
                "StringLike; u*; us; true",
                "StringNotLike; u*; us; false",
                "Null; true; ; true",
                "Null; true; us; false",
                "Null; false; us; true",
                "ForAllValues:StringEquals; us; ; true",
                "ForAnyValue:StringEquals; us; us; true"
            })
    void conditionsHoldAsInIam(String operator, String wanted, String actual, boolean holds) {
        String arn = tagged("web", actual == null ? Map.of() : Map.of("owner", actual));
        enforce(allow(
                "elasticloadbalancing:DeleteTargetGroup",
                "*",
                "{\"" + operator + "\": {\"aws:ResourceTag/owner\": \"" + wanted + "\"}}"));

        if (holds) {
            delete(arn);
        } else {
            assertDenied(() -> delete(arn), "AccessDenied");
        }
    }

    @Test
    void whatNobodyNeededIsTold() {
        String document = "{\"Statement\": [" + allow("ec2:DescribeVpcs", "*", "{}") + ", "
                + allow("ec2:DescribeSubnets", "*", "{}") + "]}";
        enforce(document.substring(document.indexOf('[') + 1, document.lastIndexOf(']')));

        aws.ec2.describeVpcs();

        assertThat(use.unused(PolicyDocument.parse(document))).containsExactly("S: ec2:DescribeSubnets");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\": {\"Effect\": \"Allow\", \"NotAction\": \"*\"}}"))
                .hasMessageContaining("NotAction");
        assertThatThrownBy(() -> enforce(allow("*", "*", "{\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}")))
                .hasMessageContaining("IpAddress");
    }
}
