package io.headgate.core.plan;

import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Lets rules go before others come where a load balancer does not take both: first those whose going concerns nothing else; then, if the
 * limit is known, in the order that changes fewest answers. Not for more than one thread.
 */
final class RoomMaker {

    private final RuleRoom room;
    private final boolean known;
    private final int fresh;
    private final int counted;
    private List<Listener> left = List.of();
    private boolean cramped;

    RoomMaker(Limits limits, List<Listener> observed, List<Listener> fresh, List<Warming.Change> changes) {
        int present = rules(observed);
        int limit = limits.of(Quota.RULES);
        this.known = limits.knows(Quota.RULES);
        this.fresh = rules(fresh);
        this.counted =
                this.fresh + changes.stream().mapToInt(RoomMaker::madeAtMost).sum();
        // Who has more than a limit that nobody told has had it raised.
        this.room = new RuleRoom(known || present <= limit ? limit - present : Integer.MAX_VALUE, counted);
    }

    private static int rules(Collection<Listener> listeners) {
        return listeners.stream().mapToInt(listener -> listener.rules().size()).sum();
    }

    private static int madeAtMost(Warming.Change change) {
        return (int) change.wanted().rules().stream()
                .map(Rule::routing)
                .filter(wanted ->
                        change.present().rules().stream().noneMatch(present -> Normal.same(present.routing(), wanted)))
                .count();
    }

    RuleRoom room() {
        return room;
    }

    /**
     * @param superfluous listeners that go
     * @param delete plans that; gives the number of the step
     * @param changes of the listeners that stay
     * @return the same in the order in which they are to be planned
     */
    List<ListenerRules> make(List<Listener> superfluous, ToIntFunction<Listener> delete, List<ListenerRules> changes) {
        left = superfluous;
        room.spares(
                counted - fresh - changes.stream().mapToInt(ListenerRules::made).sum());
        if (room.lacking() > 0) {
            changes.forEach(ListenerRules::clear);
        }
        if (room.lacking() > 0) {
            left = List.of();
            superfluous.forEach(listener ->
                    room.removed(delete.applyAsInt(listener), listener.rules().size()));
        }
        if (room.lacking() == 0 || !known) {
            return changes;
        }
        List<ListenerRules> shrinkingFirst = changes.stream()
                .sorted(Comparator.comparingInt(ListenerRules::growth))
                .toList();
        int free = room.free();
        for (ListenerRules rules : shrinkingFirst) {
            rules.cramp(free);
            free -= rules.growth();
        }
        cramped = true;
        return shrinkingFirst;
    }

    /** Whether new listeners get their rules last. */
    boolean isCramped() {
        return cramped;
    }

    /** Listeners that go and need not go first. */
    List<Listener> left() {
        return new ArrayList<>(left);
    }
}
