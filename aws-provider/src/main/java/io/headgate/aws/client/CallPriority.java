package io.headgate.aws.client;

import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** How urgent a call is, the most urgent first. Of those that wait for the same budget the more urgent ones go first. */
public enum CallPriority {
    /** A pod that is about to end still gets requests. */
    DEREGISTER,
    /** A pod that is ready gets none yet; also what lets them reach it. */
    REGISTER,
    /** Somebody waits for targets to become healthy. */
    HEALTH,
    /** What Ingresses ask for. */
    MODEL,
    /** Looking whether others changed something. */
    DRIFT;

    private static final ExecutionAttribute<CallPriority> GIVEN = new ExecutionAttribute<>("HeadgateCallPriority");

    /** Attributes for a client all of whose calls are of this priority. */
    ExecutionAttributes attributes() {
        return ExecutionAttributes.builder().put(GIVEN, this).build();
    }

    /** That of the client, or else what the operation tells. */
    static CallPriority of(ExecutionAttributes attributes) {
        CallPriority given = attributes.getAttribute(GIVEN);
        return given == null
                ? of(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)))
                : given;
    }

    private static CallPriority of(String operation) {
        return switch (operation) {
            case "DeregisterTargets" -> DEREGISTER;
            case "RegisterTargets", "AuthorizeSecurityGroupIngress" -> REGISTER;
            case "DescribeTargetHealth" -> HEALTH;
            default -> MODEL;
        };
    }
}
