package io.headgate.operator.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who refers to what, in both directions. Safe for use by many threads. */
final class ReferenceIndex<O, T> {

    private final Map<O, Set<T>> targets = new HashMap<>();
    /** Immutable where there is a single owner, as nearly everywhere: that is a tenth of the size. */
    private final Map<T, Set<O>> owners = new HashMap<>();

    /** Replaces what an owner refers to; nothing forgets the owner. */
    synchronized void put(O owner, Collection<T> referred) {
        Set<T> before = targets.getOrDefault(owner, Set.of());
        Set<T> now = Set.copyOf(referred);
        before.stream().filter(target -> !now.contains(target)).forEach(target -> forget(target, owner));
        now.stream().filter(target -> !before.contains(target)).forEach(target -> note(target, owner));
        if (now.isEmpty()) {
            targets.remove(owner);
        } else {
            targets.put(owner, now);
        }
    }

    synchronized Set<O> ownersOf(T target) {
        return Set.copyOf(owners.getOrDefault(target, Set.of()));
    }

    private void note(T target, O owner) {
        owners.merge(target, Set.of(owner), (present, added) -> {
            Set<O> several = present.size() == 1 ? new HashSet<>(present) : present;
            several.addAll(added);
            return several;
        });
    }

    private void forget(T target, O owner) {
        owners.computeIfPresent(target, (ignored, present) -> {
            if (present.size() == 1) {
                return null;
            }
            present.remove(owner);
            return present.size() == 1 ? Set.copyOf(present) : present;
        });
    }
}
