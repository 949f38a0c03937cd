package io.headgate.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, behind or ahead by an offset that a scenario changes; right at first. Safe for use by many threads. */
public final class MovableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    /** From now on the clock is that far ahead of the machine's, or behind it. */
    public void offset(Duration changed) {
        offset.set(changed);
    }

    /** Moves the clock forward from where it is. */
    public void advance(Duration step) {
        offset.accumulateAndGet(step, Duration::plus);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
