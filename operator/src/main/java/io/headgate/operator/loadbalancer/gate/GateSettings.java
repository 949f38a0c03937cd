package io.headgate.operator.loadbalancer.gate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long steps wait for what only time brings.
 *
 * @param warmUpTimeout how long requests wait at most to go to a new target group whose targets are not healthy; null for as long as
 *     it takes
 * @param replacementOverlap how long a load balancer serves beside the one that replaces it
 * @param longestDrain how long a target group that is no longer used is kept at most, however long its deregistration delay
 */
public record GateSettings(@Nullable Duration warmUpTimeout, Duration replacementOverlap, Duration longestDrain) {

    public static final GateSettings DEFAULT = new GateSettings(null, Duration.ofHours(1), Duration.ofHours(1));

    /** For an account that is one's own alone: nobody has to learn a new address, and nothing long is under way. */
    public static final GateSettings BRIEF = new GateSettings(null, Duration.ofMinutes(1), Duration.ZERO);

    /** Holds nothing up. */
    public static final GateSettings NONE = new GateSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** The same with another time that two load balancers serve side by side. */
    public GateSettings withReplacementOverlap(Duration replacement) {
        return new GateSettings(warmUpTimeout, replacement, longestDrain);
    }
}
