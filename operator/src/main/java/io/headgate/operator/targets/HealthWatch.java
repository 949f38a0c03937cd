package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When to look at the health of targets again: soon after a change, then less and less often as long as some are not healthy, and not at
 * all once they are. Safe for use by many threads.
 */
final class HealthWatch {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Timers count whole milliseconds: without it they may ring just before it is time, or ask for a delay of nothing. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Clock clock;
    private final Duration shortest;
    private final Map<ObjectKey, Look> looks = new ConcurrentHashMap<>();

    HealthWatch(Clock clock, Duration shortest) {
        this.clock = clock;
        this.shortest = shortest;
    }

    private record Look(Instant at, Duration interval) {}

    /** Whether it is time to look. */
    boolean due(ObjectKey binding) {
        Look look = looks.get(binding);
        return look != null && !clock.instant().isBefore(look.at());
    }

    /**
     * Says when to look next; empty when nothing is to be waited for.
     *
     * @param awaited whether a pod waits for its target, so that looks must not become rare
     */
    Optional<Duration> next(ObjectKey binding, boolean changed, boolean looked, boolean allHealthy, boolean awaited) {
        if (allHealthy && !changed) {
            looks.remove(binding);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Look look = looks.compute(binding, (key, before) -> {
            if (before == null || changed || (looked && awaited)) {
                return new Look(now.plus(shortest), shortest);
            }
            return looked ? later(before, now) : before;
        });
        Duration rest = Duration.between(now, look.at());
        return Optional.of(rest.isNegative() ? ROUNDING : rest.plus(ROUNDING));
    }

    void forget(ObjectKey binding) {
        looks.remove(binding);
    }

    private static Look later(Look before, Instant now) {
        Duration doubled = before.interval().multipliedBy(2);
        Duration interval = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return new Look(now.plus(interval), interval);
    }
}
