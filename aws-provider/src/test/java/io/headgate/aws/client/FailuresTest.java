package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cloud.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

class FailuresTest {

    @ParameterizedTest(name = "{0} with status {1} is {2}")
    @CsvSource({
        "LoadBalancerNotFound, 400, NotFound",
        "InvalidGroup.NotFound, 400, NotFound",
        "DuplicateListener, 400, Conflict",
        "PriorityInUse, 400, Conflict",
        "ResourceInUse, 400, InUse",
        "DependencyViolation, 400, InUse",
        "Throttling, 400, Throttled",
        "RequestLimitExceeded, 503, Throttled",
        "AccessDenied, 403, Denied",
        "UnauthorizedOperation, 403, Denied",
        "TooManyRules, 400, Quota",
        "RulesPerSecurityGroupLimitExceeded, 400, Quota",
        "ValidationError, 400, Invalid",
        "WAFUnavailableEntityException, 400, NotReady",
        "WAFNonexistentItemException, 400, NotFound",
        "OperationNotPermitted, 400, Invalid",
        "InternalFailure, 500, Transient"
    })
    void everyCodeBecomesOneKindOfFailure(String code, int status, String kind) {
        Failure failure = Failures.translate(Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("told")
                        .build())
                .build());

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo("told");
    }

    @Test
    void whatIsStillBeingMadeIsNotReady() {
        Failure failure = Failures.translate(ElasticLoadBalancingV2Exception.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("OperationNotPermitted")
                        .errorMessage("The load balancer is still being provisioned")
                        .build())
                .build());

        assertThat(failure).isInstanceOf(Failure.NotReady.class);
    }
}
