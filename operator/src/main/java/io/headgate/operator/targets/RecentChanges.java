package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.watch.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Services whose endpoints changed just now, also while nobody led: their targets go before those that are looked at for another
 * reason, as all are by a new leader. Safe for use by many threads.
 */
final class RecentChanges {

    /** Longer than it takes until another replica leads. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private static final int MANY = 1000;

    private final InstantSource clock;
    private final Map<ObjectKey, Instant> changed = new ConcurrentHashMap<>();

    RecentChanges(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes what a view tells from now on. What it has read at first is no change. */
    void follow(ClusterView view) {
        view.slices.listen((before, now) -> {
            if (now != null) {
                note(now.service());
            } else if (before != null) {
                note(before.service());
            }
        });
        view.pods.listen((before, now) -> {
            if (now != null) {
                view.servicesOf(now.key()).forEach(this::note);
            } else if (before != null) {
                view.servicesOf(before.key()).forEach(this::note);
            }
        });
    }

    void note(ObjectKey service) {
        if (changed.size() > MANY) {
            changed.values().removeIf(this::isLongAgo);
        }
        changed.put(service, clock.instant());
    }

    boolean concern(ObjectKey service) {
        Instant at = changed.get(service);
        return at != null && !isLongAgo(at);
    }

    private boolean isLongAgo(Instant at) {
        return at.plus(RECENT).isBefore(clock.instant());
    }
}
