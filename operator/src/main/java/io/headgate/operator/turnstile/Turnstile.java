package io.headgate.operator.turnstile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many threads in at once; the others wait in order of arrival, the urgent ones before the rest. Whoever waits may become urgent
 * meanwhile. Safe for use by many threads.
 */
public final class Turnstile {

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int free;

    /** @param places how many at once; 0 for any number */
    public Turnstile(int places) {
        this.free = places == 0 ? Integer.MAX_VALUE : places;
    }

    private record Waiting(BooleanSupplier urgent, CountDownLatch turn) {}

    public <T> T pass(Supplier<T> work) {
        return pass(() -> false, work);
    }

    /** @param urgent whether it goes before all that are not so; asked whenever a place becomes free, so it must answer at once */
    public <T> T pass(BooleanSupplier urgent, Supplier<T> work) {
        CountDownLatch turn = arrive(urgent);
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
    private synchronized @Nullable CountDownLatch arrive(BooleanSupplier urgent) {
        if (free > 0) {
            free--;
            return null;
        }
        Waiting waiting = new Waiting(urgent, new CountDownLatch(1));
        queue.add(waiting);
        return waiting.turn();
    }

    private synchronized void leave() {
        if (queue.isEmpty()) {
            free++;
            return;
        }
        Waiting next = queue.stream()
                .filter(waiting -> waiting.urgent().getAsBoolean())
                .findFirst()
                .orElseGet(queue::element);
        queue.remove(next);
        next.turn().countDown();
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
