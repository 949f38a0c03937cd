package io.headgate.operator.drift;

import java.time.Duration;

/**
 * How soon changes by others are found.
 *
 * @param interval existence, listeners, rules and permissions; zero to look for nothing at all
 * @param detailInterval attributes and tags; zero not to look for those
 */
public record DriftSettings(Duration interval, Duration detailInterval) {

    /** Looks for nothing. */
    public static final DriftSettings OFF = new DriftSettings(Duration.ZERO, Duration.ZERO);

    public static final DriftSettings DEFAULT = new DriftSettings(Duration.ofMinutes(5), Duration.ofHours(1));

    boolean enabled() {
        return interval.isPositive();
    }
}
