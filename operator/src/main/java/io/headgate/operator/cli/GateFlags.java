package io.headgate.operator.cli;

import io.headgate.operator.loadbalancer.gate.GateSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The flags that say how long changes wait so that no request notices them. */
final class GateFlags {

    @Option(
            names = "--warm-up-timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = DurationOrZeroConverter.class,
            description =
                    "How long requests wait at most to go to a new target group whose targets are not healthy, 0 for as long as"
                            + " it takes (default: ${DEFAULT-VALUE})")
    Duration warmUpTimeout = Duration.ZERO;

    @Option(
            names = "--replacement-overlap",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = GoDurationConverter.class,
            description =
                    "How long a load balancer serves beside the one that replaces it, from when the targets of that one are healthy"
                            + " (default: ${DEFAULT-VALUE})")
    Duration replacementOverlap = GateSettings.DEFAULT.replacementOverlap();

    @Option(
            names = "--longest-drain",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = GoDurationConverter.class,
            description =
                    "How long a target group that is no longer used is kept at most, however long its deregistration delay"
                            + " (default: ${DEFAULT-VALUE})")
    Duration longestDrain = GateSettings.DEFAULT.longestDrain();

    GateSettings settings() {
        return new GateSettings(warmUpTimeout.isZero() ? null : warmUpTimeout, replacementOverlap, longestDrain);
    }
}
