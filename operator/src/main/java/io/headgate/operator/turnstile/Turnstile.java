package io.headgate.operator.turnstile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets so many threads in at once; the others wait in order of arrival, the urgent ones before the rest. Safe for use by many threads. */
public final class Turnstile {

    private final Deque<CountDownLatch> urgent = new ArrayDeque<>();
    private final Deque<CountDownLatch> others = new ArrayDeque<>();
    private int free;

    /** @param places how many at once; 0 for any number */
    public Turnstile(int places) {
        this.free = places == 0 ? Integer.MAX_VALUE : places;
    }

    public <T> T pass(Supplier<T> work) {
        return pass(false, work);
    }

    /** @param first whether it goes before all that are not so */
    public <T> T pass(boolean first, Supplier<T> work) {
        CountDownLatch turn = arrive(first ? urgent : others);
        if (turn != null) {
            await(turn);
        }
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** Null if there is a place. Whoever waits finds none: places are handed on. */
    private synchronized @Nullable CountDownLatch arrive(Deque<CountDownLatch> queue) {
        if (free > 0) {
            free--;
            return null;
        }
        CountDownLatch turn = new CountDownLatch(1);
        queue.add(turn);
        return turn;
    }

    private synchronized void leave() {
        CountDownLatch next = urgent.isEmpty() ? others.poll() : urgent.poll();
        if (next == null) {
            free++;
        } else {
            next.countDown();
        }
    }

    /** A place that is handed on must be taken, whatever else the thread is told meanwhile. */
    private static void await(CountDownLatch turn) {
        boolean interrupted = false;
        while (true) {
            try {
                turn.await();
                break;
            } catch (InterruptedException told) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
