package io.headgate.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a burst through at once and then a steady rate. Of those who wait the most urgent goes first, but every eighth token is for whoever
 * has waited longest, so that nobody waits for ever. When AWS says that it was too much the rate is halved; it comes back within a
 * minute. Safe for use by many threads.
 */
final class TokenBucket {

    private static final int LONGEST_WAITING = 8;
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    /** Answers that come together are one complaint. */
    private static final Duration COMPLAINT = Duration.ofSeconds(1);

    /** The rate never falls below this part of the highest one: otherwise nothing would find out that it could rise again. */
    private static final double LOWEST = 1.0 / 64;

    /** Whoever is not the next looks again after that time, should nobody wake him. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final double highest;
    private final int burst;
    private final InstantSource clock;
    private final TreeSet<Ticket> byUrgency =
            new TreeSet<>(Comparator.comparing(Ticket::priority).thenComparingLong(Ticket::number));
    private final TreeSet<Ticket> byAge = new TreeSet<>(Comparator.comparingLong(Ticket::number));
    private long tickets;
    private long granted;
    private double rate;
    private double tokens;
    private Instant filledAt;
    private Instant complainedAt = Instant.MIN;

    /** @param rate the highest rate, in tokens a second */
    TokenBucket(double rate, int burst, InstantSource clock) {
        this.highest = rate;
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.clock = clock;
        this.filledAt = clock.instant();
    }

    /** A place among those who wait. */
    record Ticket(CallPriority priority, long number, Thread thread) {}

    /** Takes a token, waiting for it if need be. Returns early when the thread is interrupted. */
    void take(CallPriority priority) {
        Ticket ticket = enter(priority);
        Duration wait = ask(ticket);
        while (wait.isPositive()) {
            LockSupport.parkNanos(this, wait.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                leave(ticket);
                return;
            }
            wait = ask(ticket);
        }
    }

    /** Begins to wait. */
    Ticket enter(CallPriority priority) {
        lock.lock();
        try {
            Ticket ticket = new Ticket(priority, tickets++, Thread.currentThread());
            byUrgency.add(ticket);
            byAge.add(ticket);
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the token is there now, which ends the waiting; if not, how long to wait before asking again. */
    Duration ask(Ticket ticket) {
        lock.lock();
        try {
            fill();
            if (!ticket.equals(next())) {
                return LOOK_AGAIN;
            }
            if (tokens < 1) {
                Duration wait = Duration.ofNanos((long) Math.ceil((1 - tokens) / rate * SECOND));
                return wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
            }
            tokens--;
            granted++;
            leave(ticket);
            return Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Ticket ticket) {
        lock.lock();
        try {
            byUrgency.remove(ticket);
            byAge.remove(ticket);
            if (!byAge.isEmpty()) {
                LockSupport.unpark(next().thread());
            }
        } finally {
            lock.unlock();
        }
    }

    private Ticket next() {
        return granted % LONGEST_WAITING == LONGEST_WAITING - 1 ? byAge.first() : byUrgency.first();
    }

    /** Takes a token for what is sent anyway: a repetition. Those who come later wait the longer. */
    void charge() {
        lock.lock();
        try {
            fill();
            tokens = Math.max(-burst, tokens - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Hears that AWS refused a call as one too many. */
    void throttled() {
        lock.lock();
        try {
            fill();
            tokens = Math.min(0, tokens);
            if (complainedAt.plus(COMPLAINT).isBefore(filledAt)) {
                complainedAt = filledAt;
                rate = Math.max(highest * LOWEST, rate / 2);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tokens a second, as of now. */
    double rate() {
        lock.lock();
        try {
            fill();
            return rate;
        } finally {
            lock.unlock();
        }
    }

    private void fill() {
        Instant now = clock.instant();
        if (now.isAfter(filledAt)) {
            Duration passed = Duration.between(filledAt, now);
            tokens = Math.min(burst, tokens + rate * passed.toNanos() / SECOND);
            rate = Math.min(highest, rate + highest * passed.toMillis() / RECOVERY.toMillis());
            filledAt = now;
        }
    }
}
