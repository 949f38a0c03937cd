package io.headgate.core.plan;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleReach;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Compares what rules take, each two conditions once. Rules are known by numbers. Not for more than one thread. */
final class Regions {

    /** What has no condition takes everything. */
    private static final RoutingRule EVERYTHING = Overlaps.EVERYTHING;

    private final List<RoutingRule> rules = new ArrayList<>();
    private final List<BitSet> conditionsOf = new ArrayList<>();
    private final Map<Condition, Integer> conditions = new HashMap<>();
    private final List<RuleReach> reaches = new ArrayList<>(List.of(RuleReach.of(EVERYTHING)));
    private final Pairs meeting = new Pairs();
    private final Pairs covering = new Pairs();

    /** What was found out about pairs. */
    private static final class Pairs {
        private final Map<Integer, BitSet> asked = new HashMap<>();
        private final Map<Integer, BitSet> holding = new HashMap<>();

        boolean holds(int one, int other, BooleanSupplier question) {
            BitSet known = asked.computeIfAbsent(one, key -> new BitSet());
            BitSet answers = holding.computeIfAbsent(one, key -> new BitSet());
            if (!known.get(other)) {
                known.set(other);
                answers.set(other, question.getAsBoolean());
            }
            return answers.get(other);
        }
    }

    /** Notes a rule; gives its number. */
    int add(RoutingRule rule) {
        BitSet numbers = new BitSet();
        for (Condition condition : rule.conditions()) {
            numbers.set(conditions.computeIfAbsent(condition, key -> {
                reaches.add(RuleReach.of(new RoutingRule(List.of(key), List.of(), List.of())));
                return reaches.size() - 1;
            }));
        }
        rules.add(rule);
        conditionsOf.add(numbers);
        return rules.size() - 1;
    }

    /** Whether some request may be taken by both. */
    boolean meet(int one, int other) {
        return meeting.holds(one, other, () -> !Disjoint.rules(rules.get(one), rules.get(other)));
    }

    /** What a request has that all of these take. */
    BitSet common(int... all) {
        BitSet common = new BitSet();
        common.set(0);
        for (int rule : all) {
            common.or(conditionsOf.get(rule));
        }
        return common;
    }

    /** Whether a rule certainly takes every request that has all this. */
    boolean covers(int rule, BitSet common) {
        return conditionsOf.get(rule).stream()
                .allMatch(wide -> common.stream()
                        .anyMatch(narrow -> covering.holds(
                                wide, narrow, () -> reaches.get(wide).covers(reaches.get(narrow)))));
    }
}
