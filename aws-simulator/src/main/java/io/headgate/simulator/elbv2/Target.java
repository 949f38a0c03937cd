package io.headgate.simulator.elbv2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered target.
 *
 * @param id instance id, address, or ARN of a load balancer
 * @param zone where it was registered, {@code all} when outside of the VPC; null where AWS does not say
 * @param drainingUntil set once deregistered
 */
public record Target(
        String targetGroupArn,
        String id,
        int port,
        @Nullable String zone,
        Instant registeredAt,
        @Nullable Instant drainingUntil) {

    /**
     * State of a target.
     *
     * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unused} or {@code draining}
     * @param reason code as in the API reference, null when healthy
     */
    public record Health(
            String state, @Nullable String reason, @Nullable String description) {
        public static final Health HEALTHY = new Health("healthy", null, null);
    }

    Target draining(Instant until) {
        return new Target(targetGroupArn, id, port, zone, registeredAt, until);
    }
}
