package io.headgate.operator.runtime;

import java.time.Duration;

/**
 * How much is done at once, and how often.
 *
 * @param concurrentGroups how many groups are worked on at once; 0 for any number
 * @param concurrentBindings how many TargetGroupBindings are worked on at once; 0 for any number
 * @param longestBindingRetry the longest time until a TargetGroupBinding that failed is tried again
 * @param maxTargetsPerTargetGroup how many targets are registered in a target group at most; 0 for no limit
 */
public record Tuning(
        int concurrentGroups, int concurrentBindings, Duration longestBindingRetry, int maxTargetsPerTargetGroup) {

    public static final Tuning DEFAULT = new Tuning(0, 0, Duration.ofSeconds(1000), 0);
}
