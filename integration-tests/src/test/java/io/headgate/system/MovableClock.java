package io.headgate.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, behind or ahead by an offset that a test changes. Safe for use by many threads. */
final class MovableClock extends Clock {

    private final AtomicReference<Duration> offset;

    MovableClock(Duration offset) {
        this.offset = new AtomicReference<>(offset);
    }

    void offset(Duration changed) {
        offset.set(changed);
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
