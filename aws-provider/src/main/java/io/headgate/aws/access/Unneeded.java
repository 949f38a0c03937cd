package io.headgate.aws.access;

import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Since when nobody has needed a permission. Not for more than one thread. */
final class Unneeded {

    /** How long a permission stays that nobody needs any more: a Service may be back by then, a watch may have missed something. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<String, Map<Permission, Instant>> since = new HashMap<>();

    Unneeded(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes all that nobody needs now; gives those of which that has been so for long enough. */
    List<Permission> ripe(String group, Collection<Permission> unneeded) {
        Map<Permission, Instant> known = since.computeIfAbsent(group, ignored -> new HashMap<>());
        known.keySet().retainAll(unneeded);
        Instant now = clock.instant();
        unneeded.forEach(permission -> known.putIfAbsent(permission, now));
        return unneeded.stream()
                .filter(permission ->
                        !now.isBefore(known.getOrDefault(permission, now).plus(GRACE)))
                .toList();
    }

    void forget(String group, Collection<Permission> gone) {
        Map<Permission, Instant> known = since.get(group);
        if (known != null) {
            known.keySet().removeAll(gone);
        }
    }

    /** How long until the next one is ripe, if there is one that is not. */
    Optional<Duration> next() {
        Instant now = clock.instant();
        return since.values().stream()
                .flatMap(known -> known.values().stream())
                .min(Instant::compareTo)
                .map(first -> Duration.between(now, first.plus(GRACE)))
                .map(rest -> rest.isPositive() ? rest : Duration.ofSeconds(1));
    }
}
