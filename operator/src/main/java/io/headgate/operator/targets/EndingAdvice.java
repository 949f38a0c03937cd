package io.headgate.operator.targets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Measures how long pods that end are still targets, and says what those should wait for that end sooner. Safe for use by many threads.
 */
final class EndingAdvice {

    /** A load balancer that was told goes on sending for some seconds; nothing tells when it has taken note. */
    static final Duration TAKING_NOTE = Duration.ofSeconds(10);

    /** What a pod gets for the requests that still run, where it says nothing of its own: the default of Kubernetes. */
    private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

    private static final int REMEMBERED = 200;
    private static final double QUANTILE = 0.99;

    private final Deque<Duration> measured = new ArrayDeque<>();

    /** What should change about how a pod ends whose target was deregistered at a moment; empty if it waits long enough. */
    Optional<String> after(Ending ending, Instant deregistered) {
        Duration late = lateness(Duration.between(ending.began(), deregistered));
        Duration needed = Duration.ofSeconds(roundedUp(late)).plus(TAKING_NOTE);
        boolean tooSoon = ending.waits().compareTo(needed) < 0;
        boolean cutOff = ending.grace().compareTo(ending.waits()) <= 0;
        return ending.isUnderstood() && (tooSoon || cutOff)
                ? Optional.of(advice(ending, late, needed))
                : Optional.empty();
    }

    /** The time that 99 of 100 of the last pods were targets after their end had begun. */
    private synchronized Duration lateness(Duration next) {
        measured.addLast(next.isNegative() ? Duration.ZERO : next);
        if (measured.size() > REMEMBERED) {
            measured.removeFirst();
        }
        List<Duration> sorted = measured.stream().sorted().toList();
        return sorted.get((int) Math.ceil(QUANTILE * sorted.size()) - 1);
    }

    private static String advice(Ending ending, Duration late, Duration needed) {
        Duration waits = ending.waits().compareTo(needed) < 0 ? needed : ending.waits();
        Duration running = ending.grace().minus(ending.waits());
        Duration grace = waits.plus(running.isPositive() ? running : USUAL_GRACE);
        return "pods of " + ending.owner() + " get SIGTERM after "
                + ending.waits().toSeconds() + " s and SIGKILL after "
                + ending.grace().toSeconds() + " s, while the load balancer may send them requests for "
                + needed.toSeconds()
                + " s: the 99th percentile from the beginning of a pod's end to its deregistration is "
                + tenths(late) + " s here, and " + TAKING_NOTE.toSeconds()
                + " s more are allowed for the load balancer to take note -> set lifecycle.preStop.sleep.seconds to "
                + waits.toSeconds() + " and terminationGracePeriodSeconds to " + grace.toSeconds();
    }

    private static long roundedUp(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }

    private static String tenths(Duration duration) {
        return String.valueOf(Math.round(duration.toMillis() / 100.0) / 10.0);
    }
}
