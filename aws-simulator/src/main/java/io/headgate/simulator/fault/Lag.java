package io.headgate.simulator.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a write goes unseen: until so many calls came after it, and so much time passed on the account's clock.
 *
 * @param calls of any kind, the reads that do not see it included; 0 for no matter how many
 */
public record Lag(int calls, Duration time) {

    public static Lag of(int calls) {
        return new Lag(calls, Duration.ZERO);
    }

    public static Lag of(Duration time) {
        return new Lag(0, time);
    }

    /** Whether a write is not seen yet. */
    boolean hides(Moment write, Moment now) {
        return (calls > 0 && now.call() - write.call() <= calls)
                || now.time().isBefore(write.time().plus(time));
    }

    /** When something was: after how many calls, at what time. */
    record Moment(long call, Instant time) {}
}
