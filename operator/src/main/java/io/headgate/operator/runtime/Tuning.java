package io.headgate.operator.runtime;

import io.headgate.operator.drift.DriftSettings;
import java.time.Duration;

/**
 * How much is done at once, and how often.
 *
 * @param concurrentGroups how many groups are worked on at once; 0 for any number
 * @param concurrentBindings how many TargetGroupBindings are worked on at once; 0 for any number
 * @param longestBindingRetry the longest time until a TargetGroupBinding that failed is tried again
 * @param maxTargetsPerTargetGroup how many targets are registered in a target group at most; 0 for the limit of the account if it was told
 * @param maxShareRemoved how many targets of a target group, in percent, may go in one pass without anything that explains it
 * @param longestReplacement how long targets that are not wanted any more stay at most until others are healthy; zero for no bound
 * @param endpointResync how often the endpoints of each binding are read past the watch; zero for never
 * @param drift how soon changes by others are found
 */
public record Tuning(
        int concurrentGroups,
        int concurrentBindings,
        Duration longestBindingRetry,
        int maxTargetsPerTargetGroup,
        int maxShareRemoved,
        Duration longestReplacement,
        Duration endpointResync,
        DriftSettings drift) {

    /** No limits, and no looking for changes by others: only for where nobody else is. */
    public static final Tuning DEFAULT =
            new Tuning(0, 0, Duration.ofSeconds(1000), 0, 50, Duration.ZERO, Duration.ofMinutes(2), DriftSettings.OFF);

    /** The same with another limit of targets. */
    public Tuning withMaxTargets(int replacement) {
        return new Tuning(
                concurrentGroups,
                concurrentBindings,
                longestBindingRetry,
                replacement,
                maxShareRemoved,
                longestReplacement,
                endpointResync,
                drift);
    }

    /** The same, reading the endpoints past the watch more or less often. */
    public Tuning withEndpointResync(Duration replacement) {
        return new Tuning(
                concurrentGroups,
                concurrentBindings,
                longestBindingRetry,
                maxTargetsPerTargetGroup,
                maxShareRemoved,
                longestReplacement,
                replacement,
                drift);
    }

    /** The same, looking for changes by others. */
    public Tuning withDrift(DriftSettings replacement) {
        return new Tuning(
                concurrentGroups,
                concurrentBindings,
                longestBindingRetry,
                maxTargetsPerTargetGroup,
                maxShareRemoved,
                longestReplacement,
                endpointResync,
                replacement);
    }
}
