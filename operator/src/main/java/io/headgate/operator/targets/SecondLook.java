package io.headgate.operator.targets;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When permissions are read again after another process led before: its last writes may have been missing in what was read at the start.
 * Not for more than one thread.
 */
final class SecondLook {

    /** Longer than EC2 is known to lag. */
    static final Duration AFTER = Duration.ofSeconds(15);

    private final InstantSource clock;
    private boolean wanted;
    private @Nullable Instant at;

    /** @param wanted whether there may have been another process */
    SecondLook(boolean wanted, InstantSource clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Whether it is time; true at most once. To be asked in each pass, the first of which begins to count. */
    boolean due() {
        if (wanted) {
            wanted = false;
            at = clock.instant().plus(AFTER);
        }
        Instant time = at;
        boolean due = time != null && !clock.instant().isBefore(time);
        if (due) {
            at = null;
        }
        return due;
    }

    /** How long it is still to wait; empty if nothing is waited for. */
    Optional<Duration> rest() {
        return Optional.ofNullable(at).map(time -> Duration.between(clock.instant(), time));
    }
}
