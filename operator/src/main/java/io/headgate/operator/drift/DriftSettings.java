package io.headgate.operator.drift;

import java.time.Duration;

/**
 * How soon changes by others are found.
 *
 * @param interval existence, listeners, rules and permissions; zero to look for nothing at all
 * @param detailInterval attributes and tags; zero not to look for those
 * @param tick how often it is asked whether anything is due
 */
public record DriftSettings(Duration interval, Duration detailInterval, Duration tick) {

    /** Looks for nothing. */
    public static final DriftSettings OFF = every(Duration.ZERO, Duration.ZERO);

    public static final DriftSettings DEFAULT = every(Duration.ofMinutes(5), Duration.ofHours(1));

    /** Looks that begin within a second of being due. */
    public static DriftSettings every(Duration interval, Duration detailInterval) {
        return new DriftSettings(interval, detailInterval, Duration.ofSeconds(1));
    }

    /** The same for a clock on which more time passes than does: looked at more often. */
    public DriftSettings withTick(Duration replacement) {
        return new DriftSettings(interval, detailInterval, replacement);
    }

    boolean enabled() {
        return interval.isPositive();
    }
}
