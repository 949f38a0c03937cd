package io.headgate.core.plan;

import io.headgate.core.plan.Answers.Line;
import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of the changes of a listener's rules in which no more rules are there at any time than find room, and every request
 * is answered as before or as after all of them. Where it finds none, harm is done as late and as little as it can be. Not for more than
 * one thread.
 */
final class ChangeOrder {

    private static final int MOST_STATES = 2_000;

    private final Answers answers;
    private final RuleChanges changes;
    private final int room;
    private final Set<BitSet> dead = new HashSet<>();
    private int states;

    /** Changes in the order in which they are to be made, each with the harm that it does. */
    record Found(RuleChanges changes, List<RuleChange> order, List<Harm> harms) {

        /** In the order in which they are listed, which harms nobody where there is room. */
        static Found asListed(RuleChanges changes) {
            return new Found(
                    changes, changes.all(), Collections.nCopies(changes.all().size(), Harm.NONE));
        }

        Harm harm() {
            return harms.stream().reduce(Harm.NONE, Harm::and);
        }
    }

    private ChangeOrder(Answers answers, RuleChanges changes, int room) {
        this.answers = answers;
        this.changes = changes;
        this.room = room;
    }

    /** @param room how many more rules there may be before any goes */
    static Found find(Answers answers, RuleChanges changes, int room) {
        ChangeOrder search = new ChangeOrder(answers, changes, room);
        List<RuleChange> order = new ArrayList<>();
        return search.harmless(new BitSet(), order)
                ? new Found(changes, order, Collections.nCopies(order.size(), Harm.NONE))
                : search.leastHarm();
    }

    /** Goes on to the end without harm, if that can be found; {@code order} is then what it takes. */
    private boolean harmless(BitSet done, List<RuleChange> order) {
        if (done.cardinality() == changes.all().size()) {
            return true;
        }
        if (!dead.add(done)) {
            return false;
        }
        for (int number : possible(done)) {
            BitSet then = with(done, number);
            if (++states <= MOST_STATES
                    && !answers.isExhausted()
                    && harm(then, number).isNone()) {
                order.add(changes.all().get(number));
                if (harmless(then, order)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private Found leastHarm() {
        List<RuleChange> order = new ArrayList<>();
        List<Harm> harms = new ArrayList<>();
        BitSet done = new BitSet();
        while (order.size() < changes.all().size()) {
            int next = -1;
            Harm least = Harm.NONE;
            for (int number : possible(done)) {
                Harm harm = harm(with(done, number), number);
                if (next < 0 || harm.compareTo(least) < 0) {
                    next = number;
                    least = harm;
                }
                if (least.isNone() || answers.isExhausted()) {
                    break;
                }
            }
            order.add(changes.all().get(next));
            harms.add(least);
            done = with(done, next);
        }
        return new Found(changes, order, harms);
    }

    /** The changes that are left and find room; if none does, all that are left: the load balancer will say that it is full. */
    private List<Integer> possible(BitSet done) {
        boolean full = room - changes.growth(done) <= 0;
        List<Integer> left = new ArrayList<>();
        List<Integer> fitting = new ArrayList<>();
        for (int number = done.nextClearBit(0); number < changes.all().size(); number = done.nextClearBit(number + 1)) {
            left.add(number);
            if (!full || RuleChanges.growth(changes.all().get(number)) <= 0) {
                fitting.add(number);
            }
        }
        return fitting.isEmpty() ? left : fitting;
    }

    private static BitSet with(BitSet done, int number) {
        BitSet then = (BitSet) done.clone();
        then.set(number);
        return then;
    }

    private Harm harm(BitSet done, int last) {
        List<Line> touched = changes.touched(changes.all().get(last)).stream()
                .map(answers::line)
                .distinct()
                .toList();
        return answers.harm(state(done), touched);
    }

    private record Numbered(int number, RoutingRule rule) {}

    /** The rules after some of the changes, the default action last. */
    private List<Line> state(BitSet done) {
        Set<Rule> there = new LinkedHashSet<>(changes.observed());
        Set<Rule> moved = new HashSet<>();
        Set<Integer> reached = new HashSet<>();
        List<Action> defaults = changes.from();
        for (int number = done.nextSetBit(0); number >= 0; number = done.nextSetBit(number + 1)) {
            switch (changes.all().get(number)) {
                case RuleChange.Move(List<Rule> rules) -> moved.addAll(rules);
                case RuleChange.Create(int position) -> reached.add(position);
                case RuleChange.Modify(int position) -> reached.add(position);
                case RuleChange.Default _ -> defaults = changes.to();
                case RuleChange.Delete(Rule rule) -> there.remove(rule);
            }
        }
        List<Numbered> rules = new ArrayList<>();
        for (int position = 0; position < changes.placed().size(); position++) {
            Placed placed = changes.placed().get(position);
            Rule origin = placed.origin();
            if (origin != null) {
                there.remove(origin);
                rules.add(new Numbered(
                        moved.contains(origin) ? changes.numbers().numbers().get(position) : number(origin),
                        reached.contains(position) ? placed.desired().routing() : origin.routing()));
            } else if (reached.contains(position)) {
                rules.add(new Numbered(
                        changes.numbers().numbers().get(position),
                        placed.desired().routing()));
            }
        }
        there.forEach(rule -> rules.add(new Numbered(number(rule), rule.routing())));
        List<Line> lines = new ArrayList<>(rules.stream()
                .sorted(Comparator.comparingInt(Numbered::number))
                .map(each -> answers.line(each.rule()))
                .toList());
        lines.add(answers.rest(defaults));
        return lines;
    }

    /** Where a rule is as long as it stays in its place. */
    private int number(Rule rule) {
        return Optional.ofNullable(changes.numbers().shifted().get(rule)).orElse(rule.priority());
    }
}
