package io.headgate.simulator.account;

import java.time.Duration;

/**
 * How long things take on the account's clock.
 *
 * @param provisioning a load balancer, from its creation until it is active
 * @param registration a target, until its first health check has passed; counts only without a data plane
 * @param certificateValidation a requested certificate, until it is issued
 */
public record Timing(Duration provisioning, Duration registration, Duration certificateValidation) {
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    /** Everything is there at once. */
    public static final Timing INSTANT = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
