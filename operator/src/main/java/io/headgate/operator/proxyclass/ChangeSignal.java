package io.headgate.operator.proxyclass;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells one waiting thread that something changed. Changes that come together are one. */
final class ChangeSignal {

    /** An apply of several objects arrives as several events; short enough that nobody notices. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    void raise() {
        changes.release();
    }

    /** Waits for a change, but not longer than that; gives whether there was one. */
    boolean await(Duration longest) throws InterruptedException {
        if (!changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        closed.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
        return true;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Wakes the thread for the last time. */
    void close() {
        closed.countDown();
        changes.release();
    }
}
