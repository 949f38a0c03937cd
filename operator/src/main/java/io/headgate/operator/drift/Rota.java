package io.headgate.operator.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is: everyone once an interval, spread over it. For one thread.
 *
 * @param <T> identified by its text
 */
final class Rota<T> {

    private static final int FRACTIONS = 1 << 16;

    private final Duration interval;
    private final Map<T, Instant> due = new HashMap<>();

    /** @param interval zero for never */
    Rota(Duration interval) {
        this.interval = interval;
    }

    /** Those whose turn it is. One that is new was read or made just now, so its first turn comes within an interval from now. */
    List<T> due(Set<T> all, Instant now) {
        if (!interval.isPositive()) {
            return List.of();
        }
        due.keySet().retainAll(all);
        return all.stream()
                .filter(each ->
                        !due.computeIfAbsent(each, key -> now.plus(share(key))).isAfter(now))
                .toList();
    }

    /** Notes that they had their turn. Those that were late are spread anew: what stopped them stopped all. */
    void done(Collection<T> served, Instant now) {
        for (T each : served) {
            due.computeIfPresent(each, (key, at) -> {
                Instant next = at.plus(interval);
                return next.isAfter(now) ? next : now.plus(share(key));
            });
        }
    }

    /** Gives one its turn at once. */
    void hurry(T one, Instant now) {
        due.computeIfPresent(one, (key, at) -> at.isAfter(now) ? now : at);
    }

    /** A part of the interval, always the same for the same one; never nothing. */
    private Duration share(T key) {
        int mixed = key.toString().hashCode() * 0x9E3779B9;
        int fraction = (mixed >>> 16) + 1;
        return interval.multipliedBy(fraction).dividedBy(FRACTIONS);
    }
}
