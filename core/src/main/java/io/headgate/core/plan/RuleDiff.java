package io.headgate.core.plan;

import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happens to each rule of a listener that has rules. Rules stay where they are if order allows. New ones are made in order of
 * priority, then superfluous ones go in reverse order: so a request that gets the same before and after gets it all the while, whatever
 * the rules are. A rule is changed or moved in place only where that keeps true: its conditions stay, or no other changed rule can match a
 * request that it matches.
 */
final class RuleDiff {

    /** A desired rule and what it is made from: an observed rule, or nothing. {@code moved} when it needs another place. */
    record Placed(Rule desired, @Nullable Rule origin, boolean moved) {
        boolean anchored() {
            return origin != null && !moved;
        }
    }

    private final List<Rule> desired;
    private final @Nullable Rule[] origins;
    private final Set<Rule> superfluous;
    private final Map<Integer, Rule> moves = new LinkedHashMap<>();

    /** Rules that change and match whatever they matched before, the default rule included. */
    private final List<RoutingRule> changedAnswers = new ArrayList<>();

    /** Whether fewer rules matter more than who notices a change. */
    private final boolean sparing;

    private RuleDiff(List<Rule> desired, List<Rule> observed, boolean defaultChanges, boolean sparing) {
        this.desired = desired;
        this.sparing = sparing;
        this.origins = RuleMatching.of(desired, observed).toArray(new Rule[0]);
        this.superfluous = new LinkedHashSet<>(observed);
        superfluous.removeAll(Arrays.asList(origins));
        if (defaultChanges) {
            changedAnswers.add(new RoutingRule(List.of(), List.of(), List.of()));
        }
        for (int position = 0; position < desired.size(); position++) {
            RoutingRule wanted = desired.get(position).routing();
            Rule origin = origins[position];
            if (origin != null && !Normal.same(wanted, origin.routing())) {
                changedAnswers.add(wanted);
            }
        }
    }

    /**
     * @param defaultChanges whether the default action changes at the same time
     * @param mayMove whether a rule may go to another place at once, whoever gets its requests then
     */
    static RuleDiff between(List<Rule> desired, List<Rule> observed, boolean defaultChanges, Predicate<Rule> mayMove) {
        RuleDiff diff = new RuleDiff(desired, observed, defaultChanges, false);
        diff.findMoves(mayMove);
        diff.findChangesInPlace(observed);
        return diff;
    }

    /** As above, with as few rules made as possible: whatever can be moved or changed in place is, whomever it concerns. */
    static RuleDiff sparing(List<Rule> desired, List<Rule> observed, boolean defaultChanges) {
        RuleDiff diff = new RuleDiff(desired, observed, defaultChanges, true);
        diff.findMoves(rule -> true);
        diff.findChangesInPlace(observed);
        return diff;
    }

    /** The superfluous rules whose requests no other change concerns: when they go makes no difference to anything else. */
    List<Rule> independent() {
        List<RoutingRule> touched = new ArrayList<>(changedAnswers);
        for (Placed placed : placed()) {
            Rule origin = placed.origin();
            if (origin == null
                    || placed.moved()
                    || !Normal.same(placed.desired().routing(), origin.routing())) {
                touched.add(placed.desired().routing());
            }
            if (origin != null && !Normal.sameConditions(placed.desired().routing(), origin.routing())) {
                touched.add(origin.routing());
            }
        }
        return superfluous.stream()
                .filter(rule -> apart(touched, rule.routing()))
                .filter(rule -> superfluous.stream()
                        .allMatch(other -> other.equals(rule) || Disjoint.rules(other.routing(), rule.routing())))
                .toList();
    }

    /** The desired rules in order. */
    List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        for (int position = 0; position < desired.size(); position++) {
            Rule moved = moves.get(position);
            placed.add(new Placed(desired.get(position), moved == null ? origins[position] : moved, moved != null));
        }
        return placed;
    }

    /** The observed rules that go, in order. */
    List<Rule> superfluous() {
        return List.copyOf(superfluous);
    }

    private void findMoves(Predicate<Rule> mayMove) {
        for (int position = 0; position < desired.size(); position++) {
            Rule wanted = desired.get(position);
            if (origins[position] == null) {
                Rule twin = superfluous.stream()
                        .filter(rule -> !moves.containsValue(rule))
                        .filter(rule -> Normal.same(rule.routing(), wanted.routing()))
                        .findFirst()
                        .orElse(null);
                if (twin != null) {
                    moves.put(position, twin);
                }
            }
        }
        List<RoutingRule> others = new ArrayList<>(changedAnswers);
        unplaced().forEach(position -> others.add(desired.get(position).routing()));
        superfluous.stream().filter(rule -> !moves.containsValue(rule)).forEach(rule -> others.add(rule.routing()));
        if (moves.values().stream().allMatch(rule -> mayMove.test(rule) && apartFrom(others, rule.routing()))) {
            superfluous.removeAll(moves.values());
        } else {
            moves.clear();
        }
    }

    private List<Integer> unplaced() {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < desired.size(); position++) {
            if (origins[position] == null && !moves.containsKey(position)) {
                positions.add(position);
            }
        }
        return positions;
    }

    private boolean apartFrom(List<RoutingRule> others, RoutingRule rule) {
        return sparing || apart(others, rule);
    }

    private static boolean apart(List<RoutingRule> others, RoutingRule rule) {
        return others.stream().allMatch(other -> Disjoint.rules(other, rule));
    }

    /** Pairs what is missing with what is superfluous between the same two rules that stay. */
    private void findChangesInPlace(List<Rule> observed) {
        Map<Integer, Rule> pairs = pairs(observed);
        pairs.forEach((position, rule) -> {
            List<RoutingRule> others = new ArrayList<>(changedAnswers);
            unplacedOrPaired(pairs, position)
                    .forEach(other -> others.add(desired.get(other).routing()));
            moves.values().forEach(moved -> others.add(moved.routing()));
            observed.stream()
                    .filter(other -> !other.equals(rule))
                    .filter(other -> superfluous.contains(other) || pairs.containsValue(other))
                    .forEach(other -> others.add(other.routing()));
            if (apartFrom(others, rule.routing())
                    && apartFrom(others, desired.get(position).routing())) {
                origins[position] = rule;
                superfluous.remove(rule);
            }
        });
    }

    private List<Integer> unplacedOrPaired(Map<Integer, Rule> pairs, int except) {
        Set<Integer> positions = new LinkedHashSet<>(unplaced());
        positions.addAll(pairs.keySet());
        positions.remove(except);
        return List.copyOf(positions);
    }

    private Map<Integer, Rule> pairs(List<Rule> observed) {
        Map<Integer, Rule> pairs = new LinkedHashMap<>();
        List<Integer> missing = new ArrayList<>();
        int next = 0;
        for (int position = 0; position <= desired.size(); position++) {
            Rule anchor = position < desired.size() ? origins[position] : null;
            if (anchor == null && position < desired.size()) {
                if (!moves.containsKey(position)) {
                    missing.add(position);
                }
                continue;
            }
            int end = anchor == null ? observed.size() : observed.indexOf(anchor);
            List<Rule> between = observed.subList(next, end).stream()
                    .filter(superfluous::contains)
                    .toList();
            List<Integer> here = List.copyOf(missing);
            RuleKinship.pairs(here.stream().map(desired::get).toList(), between)
                    .forEach((index, rule) -> pairs.put(here.get(index), rule));
            missing.clear();
            next = end + 1;
        }
        return pairs;
    }
}
