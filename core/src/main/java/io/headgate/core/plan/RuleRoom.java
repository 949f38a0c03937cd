package io.headgate.core.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The rules that a load balancer may still get while a plan runs. Where there is room for all that are made, none waits for one that goes;
 * else each that has none waits for another to go. Not for more than one thread.
 */
final class RuleRoom {

    private int free;
    private int wanted;
    private final Deque<Integer> removals = new ArrayDeque<>();

    /**
     * @param free how many more rules the load balancer takes before any goes
     * @param wanted how many the plan makes, the ones beside those not counted
     */
    RuleRoom(int free, int wanted) {
        this.free = Math.max(0, free);
        this.wanted = wanted;
    }

    /** Takes room for rules beside those that were counted, if there is any. */
    boolean take(int more) {
        boolean enough = more + wanted <= free;
        if (enough) {
            free -= more;
        }
        return enough;
    }

    /** How many of the rules that are made have to wait for others to go, which are not known yet. */
    int lacking() {
        return Math.max(0, wanted - free - removals.size());
    }

    /** How many rules find room without any going that is not known yet. */
    int free() {
        return free + removals.size();
    }

    /** Notes that fewer are made than was counted. */
    void spares(int rules) {
        wanted -= rules;
    }

    /** Notes a step after which there is room for rules. */
    void removed(int step, int rules) {
        for (int count = 0; count < rules; count++) {
            removals.add(step);
        }
    }

    /** The step that a rule which is made now has to wait for. */
    Set<Integer> next() {
        wanted--;
        if (free > 0) {
            free--;
            return Set.of();
        }
        Integer removal = removals.poll();
        return removal == null ? Set.of() : Set.of(removal);
    }
}
