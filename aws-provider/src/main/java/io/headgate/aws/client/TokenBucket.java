package io.headgate.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a burst through at once and then a steady rate, in order of arrival. Safe for use by many threads. */
final class TokenBucket {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final long nanosPerToken;
    private final Duration capacity;
    private final InstantSource clock;

    /** When the bucket would be empty if nothing came in; tokens are the time since then. */
    private Instant emptyAt;

    /** @param rate tokens a second */
    TokenBucket(int rate, int burst, InstantSource clock) {
        this(Duration.ofSeconds(1).dividedBy(rate), burst, clock);
    }

    /** @param interval from one token to the next */
    TokenBucket(Duration interval, int burst, InstantSource clock) {
        this.nanosPerToken = interval.toNanos();
        this.capacity = Duration.ofNanos(nanosPerToken * burst);
        this.clock = clock;
        this.emptyAt = clock.instant().minus(capacity);
    }

    /** Takes a token, waiting for it if need be. Returns early when the thread is interrupted. */
    void take() {
        Duration wait = reserve();
        Instant until = clock.instant().plus(wait);
        while (wait.isPositive() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(wait.toNanos());
            wait = Duration.between(clock.instant(), until);
        }
    }

    /** Takes a token of now or of later; gives how long to wait for it. */
    Duration reserve() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant full = now.minus(capacity);
            emptyAt = (emptyAt.isBefore(full) ? full : emptyAt).plusNanos(nanosPerToken);
            return emptyAt.isAfter(now) ? Duration.between(now, emptyAt) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }
}
