package io.headgate.aws.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is read when first asked for, and again when it is too old. Safe for use by many threads: only one of them reads. */
final class Remembered<T> {

    private final Supplier<T> reading;
    private final Duration believed;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T value;
    private Instant readAt = Instant.MIN;

    Remembered(Supplier<T> reading, Duration believed, InstantSource clock) {
        this.reading = reading;
        this.believed = believed;
        this.clock = clock;
    }

    T get() {
        return get(believed);
    }

    /** The next one who asks reads anew. */
    void forget() {
        lock.lock();
        try {
            value = null;
        } finally {
            lock.unlock();
        }
    }

    /** The value, not older than that. */
    T get(Duration oldest) {
        lock.lock();
        try {
            T present = value;
            Duration age = oldest.compareTo(believed) < 0 ? oldest : believed;
            if (present == null || readAt.isBefore(clock.instant().minus(age))) {
                present = reading.get();
                value = present;
                readAt = clock.instant();
            }
            return present;
        } finally {
            lock.unlock();
        }
    }
}
