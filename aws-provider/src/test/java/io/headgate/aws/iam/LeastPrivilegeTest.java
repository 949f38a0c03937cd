package io.headgate.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

final class LeastPrivilegeTest {

    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+");

    private static List<JsonNode> statements(List<Feature> features) throws IOException {
        JsonNode policy = new ObjectMapper().readTree(LeastPrivilege.policy("prod", features, "aws-cn"));
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        return policy.path("Statement").valueStream().toList();
    }

    @ParameterizedTest
    @EnumSource
    void statementsAreNamedAfterTheirFeatureAndHaveNoWildcardAction(Feature feature) throws IOException {
        String prefix = feature.id().replace("-", "");

        List<JsonNode> own = statements(List.of(feature)).stream()
                .filter(statement ->
                        statement.path("Sid").asText().toLowerCase(Locale.ROOT).startsWith(prefix))
                .toList();

        assertThat(own).isNotEmpty();
        assertThat(own.stream().flatMap(statement -> statement.path("Action").valueStream()))
                .allSatisfy(action -> assertThat(action.asText()).matches(ACTION));
        assertThat(statements(List.of(feature))).hasSizeGreaterThanOrEqualTo(own.size());
    }

    @Test
    void namesOfStatementsAreUniqueAndFitForIam() throws IOException {
        assertThat(statements(List.of(Feature.values())).stream()
                        .map(statement -> statement.path("Sid").asText()))
                .doesNotHaveDuplicates()
                .allSatisfy(sid -> assertThat(sid).matches("[A-Za-z0-9]+"));
    }

    @Test
    void clusterAndPartitionAreFilledIn() {
        assertThat(LeastPrivilege.policy("prod", List.of(), "aws-cn"))
                .contains("\"aws:ResourceTag/elbv2.k8s.aws/cluster\": \"prod\"")
                .contains("kubernetes.io/cluster/prod")
                .contains("arn:aws-cn:ec2:")
                .doesNotContain("${");
    }

    @Test
    void aDeniedCallSaysWhatToAllow() {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode("UnauthorizedOperation")
                .errorMessage(
                        "You are not authorized to perform this operation. User: arn:aws:sts::1:assumed-role/h/s is not"
                                + " authorized to perform: ec2:CreateSecurityGroup on resource: arn:aws:ec2:us-west-2:1:vpc/vpc-1"
                                + " because no identity-based policy allows the ec2:CreateSecurityGroup action.")
                .build();

        Failure failure = Failures.translate(
                Ec2Exception.builder().awsErrorDetails(details).statusCode(403).build());

        assertThat(failure).isInstanceOf(Failure.Denied.class);
        assertThat(failure.message())
                .startsWith("allow ec2:CreateSecurityGroup on arn:aws:ec2:us-west-2:1:vpc/vpc-1"
                        + " (feature core of headgate iam): ");
    }

    @Test
    void aRefusalThatSaysNothingStaysAsItIs() {
        assertThat(DeniedAction.explain("Access denied")).isEqualTo("Access denied");
    }
}
