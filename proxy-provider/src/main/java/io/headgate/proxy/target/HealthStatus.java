package io.headgate.proxy.target;

/**
 * What is known of a target's health.
 *
 * @param reason the ELBv2 API's reason code, empty when healthy
 * @param successes in a row
 * @param failures in a row
 */
record HealthStatus(State state, String reason, String description, int successes, int failures) {

    /** The states that health checks give; the API's other ones follow from registration and rules. */
    enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY
    }

    static final HealthStatus INITIAL =
            new HealthStatus(State.INITIAL, "Elb.InitialHealthChecking", "Initial health checks in progress", 0, 0);

    static final HealthStatus UNREACHABLE = new HealthStatus(
            State.UNHEALTHY, "Target.FailedHealthChecks", "The target's id is no address that can be reached", 0, 1);

    /** The status after one more probe. A new target needs one success, an unhealthy one as many as the threshold says. */
    HealthStatus after(ProbeResult result, int healthyThreshold, int unhealthyThreshold) {
        return switch (result) {
            case ProbeResult.Passed() -> passed(healthyThreshold);
            case ProbeResult.WrongStatus(int code) ->
                failed(
                        unhealthyThreshold,
                        "Target.ResponseCodeMismatch",
                        "Health checks failed with these codes: [" + code + "]");
            case ProbeResult.TimedOut() -> failed(unhealthyThreshold, "Target.Timeout", "Request timed out");
            case ProbeResult.Failed() ->
                failed(unhealthyThreshold, "Target.FailedHealthChecks", "Health checks failed");
        };
    }

    private HealthStatus passed(int threshold) {
        int inRow = successes + 1;
        boolean healthy = state != State.UNHEALTHY || inRow >= threshold;
        return healthy
                ? new HealthStatus(State.HEALTHY, "", "", inRow, 0)
                : new HealthStatus(state, reason, description, inRow, 0);
    }

    private HealthStatus failed(int threshold, String newReason, String newDescription) {
        int inRow = failures + 1;
        return inRow >= threshold || state == State.UNHEALTHY
                ? new HealthStatus(State.UNHEALTHY, newReason, newDescription, 0, inRow)
                : new HealthStatus(state, reason, description, 0, inRow);
    }
}
