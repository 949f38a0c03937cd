package io.headgate.operator.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who refers to what, in both directions. Safe for use by many threads. */
final class ReferenceIndex<O, T> {

    private final Map<O, Set<T>> targets = new HashMap<>();
    private final Map<T, Set<O>> owners = new HashMap<>();

    /** Replaces what an owner refers to; nothing forgets the owner. */
    synchronized void put(O owner, Collection<T> referred) {
        Set<T> before = targets.getOrDefault(owner, Set.of());
        before.forEach(target -> forget(target, owner));
        if (referred.isEmpty()) {
            targets.remove(owner);
        } else {
            targets.put(owner, Set.copyOf(referred));
        }
        referred.forEach(target ->
                owners.computeIfAbsent(target, ignored -> new HashSet<>()).add(owner));
    }

    synchronized Set<O> ownersOf(T target) {
        return Set.copyOf(owners.getOrDefault(target, Set.of()));
    }

    private void forget(T target, O owner) {
        owners.computeIfPresent(target, (ignored, present) -> {
            present.remove(owner);
            return present.isEmpty() ? null : present;
        });
    }
}
