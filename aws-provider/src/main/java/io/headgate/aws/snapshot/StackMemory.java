package io.headgate.aws.snapshot;

import io.headgate.core.group.GroupId;
import io.headgate.core.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The stacks that are remembered, and when own calls wrote them: what was read before a write, or soon after, must not cover it. Safe for
 * use by many threads.
 */
final class StackMemory {

    /** For so long the answers of an API may be older than our last write. */
    static final Duration SETTLING = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<GroupId, Entry> entries = new HashMap<>();
    private long touches;

    StackMemory(InstantSource clock) {
        this.clock = clock;
    }

    /** What is remembered of one group. Guarded by the memory. */
    private static final class Entry {
        private Stack stack;
        private boolean detailed;
        private int writers;
        private Instant writtenAt = Instant.MIN;
        private long touched;

        /** Changes when a reading replaced what was remembered. */
        private long version;

        /** The version that was looked at last. */
        private long observed;

        /** What was remembered when a reading replaced it that may be older than our last write. */
        private Stack doubted;

        Entry(Stack stack) {
            this.stack = stack;
            this.doubted = Stack.empty(stack.group());
        }
    }

    private Entry entry(GroupId group) {
        return entries.computeIfAbsent(group, key -> new Entry(Stack.empty(key)));
    }

    synchronized Stack current(GroupId group) {
        Entry present = entries.get(group);
        return present == null ? Stack.empty(group) : present.stack;
    }

    synchronized boolean detailed(GroupId group) {
        Entry present = entries.get(group);
        return present != null && present.detailed;
    }

    /** The groups of which anything exists. */
    synchronized Set<GroupId> groups() {
        return Set.copyOf(entries.entrySet().stream()
                .filter(entry -> !isNothing(entry.getValue().stack))
                .map(Map.Entry::getKey)
                .toList());
    }

    synchronized Collection<Stack> stacks() {
        return entries.values().stream()
                .map(entry -> entry.stack)
                .filter(stack -> !isNothing(stack))
                .toList();
    }

    private static boolean isNothing(Stack stack) {
        return stack.loadBalancers().isEmpty()
                && stack.targetGroups().isEmpty()
                && stack.securityGroups().isEmpty()
                && stack.certificates().isEmpty();
    }

    /** The version of what is remembered; to be compared later. */
    synchronized long version(GroupId group) {
        return entry(group).version;
    }

    /** Whether all that is remembered of a group comes from own calls, and nothing from a reading. */
    synchronized boolean madeHere(GroupId group) {
        Entry present = entries.get(group);
        return present != null && present.touched > 0 && present.version == 0;
    }

    /** Notes what own calls made of a group. */
    synchronized void store(Stack stack) {
        entry(stack.group()).stack = stack.withBindings(List.of());
    }

    /** Notes what was looked at more closely, unless a reading replaced meanwhile what that is based on. */
    synchronized void storeDetailed(Stack stack, long version) {
        Entry entry = entry(stack.group());
        if (entry.version == version) {
            entry.stack = stack.withBindings(List.of());
            entry.detailed = true;
            entry.observed = version;
        }
    }

    /** Begins to write a group; to be ended. Says whether what was looked at last is still what is remembered. */
    synchronized boolean beginWriting(GroupId group) {
        Entry entry = entry(group);
        entry.writers++;
        entry.touched = ++touches;
        return entry.observed == entry.version;
    }

    synchronized void endWriting(GroupId group) {
        Entry entry = entry(group);
        entry.writers--;
        entry.touched = ++touches;
        entry.writtenAt = clock.instant();
    }

    /** Now, in the order of writes. */
    synchronized long moment() {
        return touches;
    }

    /** Whether nothing was written since a moment, nor is just being written. */
    synchronized boolean untouched(GroupId group, long moment) {
        Entry present = entries.get(group);
        return present == null || (present.writers == 0 && present.touched <= moment);
    }

    /** Whether what is read now is sure to be newer than the last write. */
    synchronized boolean settled(GroupId group) {
        Entry present = entries.get(group);
        return present == null
                || (present.writers == 0
                        && !present.writtenAt.isAfter(clock.instant().minus(SETTLING)));
    }

    /** Takes what was read since a moment for all there is, unless the group was written meanwhile. Says whether it was taken. */
    synchronized boolean replace(Stack read, long moment) {
        if (!untouched(read.group(), moment)) {
            return false;
        }
        Entry entry = entry(read.group());
        entry.doubted = settled(read.group()) ? Stack.empty(read.group()) : Union.of(entry.doubted, entry.stack);
        entry.stack = read;
        entry.detailed = false;
        entry.version++;
        return true;
    }

    /**
     * What was remembered before readings soon after own writes, given once: a group that is removed must not leave behind what AWS tells of
     * too late.
     */
    synchronized Stack takeDoubted(GroupId group) {
        Entry entry = entry(group);
        Stack doubted = entry.doubted;
        entry.doubted = Stack.empty(group);
        return doubted;
    }

    /**
     * Corrects what is remembered by what was read since a moment, unless the group was written meanwhile or its last write is not settled.
     * Says whether that changed anything.
     *
     * @param merge makes of what is remembered what it is after the reading
     */
    synchronized boolean correct(GroupId group, long moment, UnaryOperator<Stack> merge) {
        if (!untouched(group, moment) || !settled(group)) {
            return false;
        }
        Entry entry = entry(group);
        Stack corrected = merge.apply(entry.stack);
        if (Sameness.of(entry.stack, corrected)) {
            return false;
        }
        entry.stack = corrected;
        entry.version++;
        return true;
    }
}
