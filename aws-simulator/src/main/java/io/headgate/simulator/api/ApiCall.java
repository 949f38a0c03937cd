package io.headgate.simulator.api;

/**
 * One call as it came in.
 *
 * @param service name in the credential scope, for example {@code elasticloadbalancing}
 * @param operation name of the action, for example {@code CreateRule}
 * @param accessKeyId who calls; empty for a call that is not signed
 */
public record ApiCall(String service, String operation, Fields input, String accessKeyId) {

    public ApiCall(String service, String operation, Fields input) {
        this(service, operation, input, "");
    }

    public ApiCall withAccessKeyId(String replacement) {
        return new ApiCall(service, operation, input, replacement);
    }
}
