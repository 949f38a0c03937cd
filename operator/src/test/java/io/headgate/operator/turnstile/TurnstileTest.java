package io.headgate.operator.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who waits for a place, and in which order they get it. */
final class TurnstileTest {

    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void theUrgentOnesGoFirst_eachKindInOrderOfArrival() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1);
        CountDownLatch leave = occupy(turnstile);

        arrive(turnstile, () -> false, "one");
        arrive(turnstile, () -> false, "two");
        arrive(turnstile, () -> true, "urgent");
        arrive(turnstile, () -> true, "urgent too");
        leave.countDown();
        joinAll();

        assertThat(order).containsExactly("urgent", "urgent too", "one", "two");
    }

    /** As a binding whose endpoints change while a new leader looks at all of them. */
    @Test
    void whoBecomesUrgentWhileWaitingGoesFirstToo() throws InterruptedException {
        Turnstile turnstile = new Turnstile(1);
        AtomicBoolean changed = new AtomicBoolean();
        CountDownLatch leave = occupy(turnstile);

        arrive(turnstile, () -> false, "one");
        arrive(turnstile, () -> false, "two");
        arrive(turnstile, changed::get, "changed");
        arrive(turnstile, () -> true, "urgent");
        changed.set(true);
        leave.countDown();
        joinAll();

        assertThat(order).containsExactly("changed", "urgent", "one", "two");
    }

    @Test
    void withoutALimitNobodyWaits() throws InterruptedException {
        Turnstile turnstile = new Turnstile(0);
        CountDownLatch all = new CountDownLatch(3);
        for (int number = 0; number < 3; number++) {
            begin(() -> turnstile.pass(() -> {
                all.countDown();
                return awaited(all);
            }));
        }

        joinAll();
        assertThat(all.getCount()).isZero();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Thread begin(Runnable work) {
        Thread thread = Thread.ofVirtual().start(work);
        threads.add(thread);
        return thread;
    }

    /** Takes a place until what it gives is counted down. */
    private CountDownLatch occupy(Turnstile turnstile) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        begin(() -> turnstile.pass(() -> {
            inside.countDown();
            return awaited(leave);
        }));
        inside.await();
        return leave;
    }

    private void joinAll() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns once it waits. */
    private void arrive(Turnstile turnstile, BooleanSupplier urgent, String name) {
        Thread thread = begin(() -> turnstile.pass(urgent, () -> order.add(name)));
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
