package io.headgate.aws.client;

import io.headgate.aws.iam.DeniedAction;
import io.headgate.core.cloud.Failure;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one translation of what the SDK throws. Sources: the error lists of the API references of each service. */
public final class Failures {

    private static final Set<String> IN_USE =
            Set.of("ResourceInUse", "DependencyViolation", "ResourceInUseException", "InvalidGroup.InUse");
    private static final Set<String> CONFLICT = Set.of(
            "PriorityInUse",
            "InvalidGroup.Duplicate",
            "InvalidPermission.Duplicate",
            "ConflictException",
            "RequestInProgressException");
    private static final Set<String> NOT_FOUND = Set.of("WAFNonexistentItemException", "NoSuchHostedZone");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AuthFailure",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "ExpiredToken",
            "SignatureDoesNotMatch",
            "OptInRequired");
    private static final Set<String> QUOTA = Set.of(
            "RulesPerSecurityGroupLimitExceeded",
            "SecurityGroupLimitExceeded",
            "SecurityGroupsPerInterfaceLimitExceeded",
            "TargetGroupAssociationLimit",
            "TargetGroupAssociationLimitExceeded",
            "ResourceLimitExceeded",
            "LimitsExceededException",
            "WAFLimitsExceededException",
            "CapacityUnitsLimitExceeded",
            "LimitExceededException");

    /** What fails only because something is still being made, by code and a fragment of the message; an empty one fits all. */
    private static final Map<String, String> NOT_READY = Map.of(
            "WAFUnavailableEntityException", "",
            "OperationNotPermitted", "provision",
            "InvalidConfigurationRequest", "provision");

    private static final int SERVER_ERROR = 500;

    private Failures() {}

    public static Failure translate(SdkException thrown) {
        if (thrown instanceof UnreachableException) {
            return new Failure.Transient("ServiceUnreachable", message(thrown));
        }
        if (!(thrown instanceof AwsServiceException answered)) {
            return new Failure.Transient("ClientError", message(thrown));
        }
        AwsErrorDetails details = answered.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "Unknown" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? message(thrown) : details.errorMessage();
        if (answered.isThrottlingException() || code.equals("Throttling") || code.equals("RequestLimitExceeded")) {
            return new Failure.Throttled(code, message);
        }
        return answered.statusCode() >= SERVER_ERROR ? new Failure.Transient(code, message) : translate(code, message);
    }

    /** Whether the service answered with this code. */
    public static boolean hasCode(AwsServiceException answered, String code) {
        AwsErrorDetails details = answered.awsErrorDetails();
        return details != null && code.equals(details.errorCode());
    }

    private static Failure translate(String code, String message) {
        String fragment = NOT_READY.get(code);
        if (fragment != null && message.contains(fragment)) {
            return new Failure.NotReady(code, message);
        }
        if (IN_USE.contains(code)) {
            return new Failure.InUse(code, message);
        }
        if (CONFLICT.contains(code) || code.startsWith("Duplicate")) {
            return new Failure.Conflict(code, message);
        }
        if (DENIED.contains(code)) {
            return new Failure.Denied(code, DeniedAction.explain(message));
        }
        if (QUOTA.contains(code) || code.startsWith("TooMany")) {
            return new Failure.Quota(code, message);
        }
        if (code.endsWith("NotFound") || code.endsWith("NotFoundException") || NOT_FOUND.contains(code)) {
            return new Failure.NotFound(code, message);
        }
        return new Failure.Invalid(code, message);
    }

    private static String message(SdkException thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }
}
