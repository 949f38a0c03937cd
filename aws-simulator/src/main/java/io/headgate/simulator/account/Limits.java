package io.headgate.simulator.account;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The quotas of an account as they are now: those it began with, but for what was changed since. Safe for use by many threads. */
public final class Limits {
    private final Quotas first;
    private final AtomicReference<Quotas> now;

    public Limits(Quotas first) {
        this.first = first;
        this.now = new AtomicReference<>(first);
    }

    public Quotas now() {
        return now.get();
    }

    /**
     * Sets some limits; all others are again as they were at the start.
     *
     * @param changed limits by the names of {@link Quotas}' components
     * @throws IllegalArgumentException when there is no such limit; nothing is changed then
     */
    public void change(Map<String, Integer> changed) {
        Quotas quotas = first;
        for (Map.Entry<String, Integer> limit : changed.entrySet()) {
            quotas = quotas.with(limit.getKey(), limit.getValue());
        }
        now.set(quotas);
    }
}
