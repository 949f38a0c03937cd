package io.headgate.aws.client;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How fast some operations of a service may be called, all together.
 *
 * @param service the id that the SDK gives it, such as {@code Elastic Load Balancing v2}
 * @param operation expression that is found in the names of the operations, such as {@code ^Describe}
 * @param interval from one call to the next once the burst is used up; positive
 * @param burst calls that are let through at once; positive
 */
public record Throttle(String service, String operation, Duration interval, int burst) {

    /** @throws java.util.regex.PatternSyntaxException if the expression is none */
    public Throttle {
        Pattern.compile(operation);
        if (!interval.isPositive() || burst < 1) {
            throw new IllegalArgumentException("rate and burst of " + service + " must be positive");
        }
    }

    /** Calls a second. */
    double rate() {
        return (double) Duration.ofSeconds(1).toNanos() / interval.toNanos();
    }
}
