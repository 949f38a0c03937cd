package io.headgate.operator.cli;

import io.headgate.operator.drift.DriftSettings;
import io.headgate.operator.runtime.Tuning;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The flags that say how much is done at once and how often, under the names of aws-load-balancer-controller. */
final class TuningFlags {

    @Option(
            names = "--ingress-max-concurrent-reconciles",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description =
                    "How many groups of Ingresses are worked on at once, 0 for any number (default: ${DEFAULT-VALUE})")
    int ingressMaxConcurrentReconciles;

    @Option(
            names = "--targetgroupbinding-max-concurrent-reconciles",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description =
                    "How many TargetGroupBindings are worked on at once, 0 for any number (default: ${DEFAULT-VALUE})")
    int bindingMaxConcurrentReconciles;

    @Option(
            names = "--targetgroupbinding-max-exponential-backoff-delay",
            paramLabel = "DURATION",
            defaultValue = "16m40s",
            converter = GoDurationConverter.class,
            description =
                    "The longest time until a TargetGroupBinding that failed is tried again (default: ${DEFAULT-VALUE})")
    Duration longestBindingRetry = Tuning.DEFAULT.longestBindingRetry();

    @Option(
            names = "--max-targets-per-target-group",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description =
                    "How many targets are registered in a target group at most, 0 for the limit of the account if it was told"
                            + " (default: ${DEFAULT-VALUE})")
    int maxTargetsPerTargetGroup;

    @Option(
            names = "--max-share-of-targets-removed",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description =
                    "How many of the targets of a target group may be deregistered at once, when nothing says that"
                            + " they ended, before the API server is asked itself instead of the watch (default: ${DEFAULT-VALUE})")
    int maxShareRemoved;

    @Option(
            names = "--target-replacement-timeout",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = DurationOrZeroConverter.class,
            description = "How long healthy targets that are not wanted any more stay at most until as many others are"
                    + " healthy, 0s for as long as their pods or nodes serve (default: ${DEFAULT-VALUE})")
    Duration longestReplacement = Tuning.DEFAULT.longestReplacement();

    @Option(
            names = "--endpoint-resync-interval",
            paramLabel = "DURATION",
            defaultValue = "2m",
            converter = DurationOrZeroConverter.class,
            description =
                    "How often the endpoints of each TargetGroupBinding are read from the API server itself, in case"
                            + " a watch missed something, 0s for never (default: ${DEFAULT-VALUE})")
    Duration endpointResync = Tuning.DEFAULT.endpointResync();

    @Option(
            names = "--drift-interval",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DriftIntervalConverter.class,
            description = "Within which time changes by others to load balancers, listeners, rules, target groups and"
                    + " security groups are found and undone, 0 for never (default: ${DEFAULT-VALUE})")
    Duration driftInterval = DriftSettings.DEFAULT.interval();

    @Option(
            names = "--drift-detail-interval",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DriftIntervalConverter.class,
            description = "The same for attributes and tags, 0 for never (default: ${DEFAULT-VALUE})")
    Duration driftDetailInterval = DriftSettings.DEFAULT.detailInterval();

    Tuning tuning() {
        return new Tuning(
                Math.max(0, ingressMaxConcurrentReconciles),
                Math.max(0, bindingMaxConcurrentReconciles),
                longestBindingRetry,
                Math.max(0, maxTargetsPerTargetGroup),
                Math.clamp(maxShareRemoved, 0, 100),
                longestReplacement,
                endpointResync,
                DriftSettings.every(driftInterval, driftDetailInterval));
    }
}
