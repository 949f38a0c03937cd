package io.headgate.simulator.api;

/**
 * One call as it came in.
 *
 * @param service name in the credential scope, for example {@code elasticloadbalancing}
 * @param operation name of the action, for example {@code CreateRule}
 */
public record ApiCall(String service, String operation, Fields input) {}
