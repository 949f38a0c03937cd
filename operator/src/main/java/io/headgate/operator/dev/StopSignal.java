package io.headgate.operator.dev;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a polite kill. The JVM's shutdown waits until the thread that made the signal has put everything away and closed it;
 * while that thread still starts things up, it is interrupted.
 */
final class StopSignal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread owner = Thread.currentThread();
    private volatile boolean listening;

    private StopSignal() {}

    /** Reacts to the end of the JVM from now on. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
        return signal;
    }

    /** Waits for that long; true as soon as the end has been asked for. */
    boolean within(Duration time) throws InterruptedException {
        listening = true;
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        asked.countDown();
        if (!listening) {
            owner.interrupt();
        }
        try {
            done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
