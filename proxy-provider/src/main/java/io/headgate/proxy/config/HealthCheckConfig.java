package io.headgate.proxy.config;

import io.headgate.core.stack.TargetGroup.HealthCheck;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the health of targets is found out: {@code GET path} on a new connection each time.
 *
 * @param port a number or {@code traffic-port}
 * @param healthyThreshold successes in a row after which an unhealthy target is healthy again; a new target needs one
 * @param unhealthyThreshold failures in a row
 * @param matcher status codes that count as success: {@code 200}, {@code 200,301}, {@code 200-399}
 */
public record HealthCheckConfig(
        Protocol protocol,
        String port,
        String path,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold,
        String matcher) {

    /** The API's defaults. */
    public static final HealthCheckConfig DEFAULT = new HealthCheckConfig(
            Protocol.HTTP, "traffic-port", "/", Duration.ofSeconds(30), Duration.ofSeconds(5), 5, 2, "200");

    /** The settings of a target group in a stack. */
    public static HealthCheckConfig of(HealthCheck check) {
        String path = check.path();
        String matcher = check.matcher() instanceof io.headgate.core.stack.TargetGroup.Matcher.HttpCode(String codes)
                ? codes
                : DEFAULT.matcher();
        return new HealthCheckConfig(
                check.protocol().equals("HTTPS") ? Protocol.HTTPS : Protocol.HTTP,
                check.port(),
                path == null ? DEFAULT.path() : path,
                Duration.ofSeconds(check.intervalSeconds()),
                Duration.ofSeconds(check.timeoutSeconds()),
                check.healthyThreshold(),
                check.unhealthyThreshold(),
                matcher);
    }

    /** The port if it is not the traffic port. */
    public OptionalInt fixedPort() {
        return port.equals(DEFAULT.port()) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }
}
