package io.headgate.operator.turnstile;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many threads in at once; the others wait in order of arrival. Safe for use by many threads. */
public final class Turnstile {

    private final Semaphore places;

    /** @param places how many at once; 0 for any number */
    public Turnstile(int places) {
        this.places = new Semaphore(places == 0 ? Integer.MAX_VALUE : places, true);
    }

    public <T> T pass(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
