package io.headgate.core.contribution;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the fewest rules that mean the same as one rule that is too large, by taking values off one condition after the other. A box is
 * a choice of values for each condition; what has been found for a box is remembered, so the effort grows with the number of boxes.
 */
final class RuleDivision {
    /** Five values part in at most six combinations a rule, so more combinations need far more rules than a load balancer has. */
    private static final int MAX_COMBINATIONS = 1000;

    /** Up to so many combinations the best way is looked for also where values differ in their wildcards. */
    private static final int MAX_SEARCHED = 36;

    private final List<Alternatives> conditions;
    private final RuleSize most;
    private final Effort effort;
    private final Map<List<?>, Best> found = new HashMap<>();

    private RuleDivision(List<Alternatives> conditions, RuleSize most, Effort effort) {
        this.conditions = conditions;
        this.most = most;
        this.effort = effort;
    }

    /** How hard to look. */
    private enum Effort {
        /** No value has more than one wildcard, so only the number of values counts and boxes of the same size are alike. */
        BY_COUNT(0),
        /** Values differ: some of those with most wildcards go together with some of those with fewest. */
        BY_WILDCARDS(2),
        /** There are too many to look at all ways. */
        IN_HALF(0);

        private final int tail;

        Effort(int tail) {
            this.tail = tail;
        }

        static Effort of(List<Alternatives> conditions, int combinations) {
            if (conditions.stream().allMatch(condition -> condition.mostWildcards() < 2)) {
                return BY_COUNT;
            }
            return combinations <= MAX_SEARCHED ? BY_WILDCARDS : IN_HALF;
        }
    }

    /** Into how many rules a box is parted, and the first cut; no cut if it fits. */
    private record Best(int rules, Optional<Cut> cut) {}

    /** Takes values off one condition: so many of the first and so many of the last. */
    private record Cut(int condition, int head, int tail) {

        List<List<Integer>> taken(List<List<Integer>> box) {
            List<Integer> values = box.get(condition);
            List<Integer> taken = new ArrayList<>(values.subList(0, head));
            taken.addAll(values.subList(values.size() - tail, values.size()));
            return with(box, taken);
        }

        List<List<Integer>> rest(List<List<Integer>> box) {
            List<Integer> values = box.get(condition);
            return with(box, values.subList(head, values.size() - tail));
        }

        private List<List<Integer>> with(List<List<Integer>> box, List<Integer> values) {
            List<List<Integer>> replaced = new ArrayList<>(box);
            replaced.set(condition, List.copyOf(values));
            return List.copyOf(replaced);
        }
    }

    static RuleFit of(RoutingRule rule, RuleSize most) {
        if (rule.conditions().size() > most.values()) {
            return new RuleFit.Impossible(
                    rule,
                    "has " + rule.conditions().size()
                            + " conditions, each with a value at least, but a rule of a load balancer" + " takes "
                            + most.values() + " values",
                    "ask for fewer conditions at a time");
        }
        if (RuleSize.of(rule).values() > MAX_COMBINATIONS) {
            return tooMany(rule, RuleSize.of(rule).values() + " values");
        }
        List<Alternatives> conditions =
                rule.conditions().stream().map(Alternatives::of).toList();
        int wildcards =
                conditions.stream().mapToInt(Alternatives::mostWildcards).sum();
        if (wildcards > most.wildcards()) {
            return new RuleFit.Impossible(
                    rule,
                    "has values with " + wildcards + " wildcards that must hold together, but a rule of a load balancer"
                            + " takes " + most.wildcards(),
                    "use fewer * and ? in one value, or a regular expression");
        }
        int combinations = conditions.stream()
                .mapToInt(Alternatives::size)
                .reduce(1, (product, size) -> Math.min(MAX_COMBINATIONS + 1, product * size));
        return combinations > MAX_COMBINATIONS
                ? tooMany(rule, "more than " + MAX_COMBINATIONS + " combinations of values")
                : new RuleFit.Parted(
                        new RuleDivision(conditions, most, Effort.of(conditions, combinations)).rules(rule));
    }

    private static RuleFit tooMany(RoutingRule rule, String what) {
        return new RuleFit.Impossible(
                rule,
                "has " + what + ", which take more rules than a load balancer has",
                "spread the values over Ingresses of several groups, or use wildcards or regular expressions");
    }

    private List<RoutingRule> rules(RoutingRule rule) {
        List<RoutingRule> rules = new ArrayList<>();
        collect(conditions.stream().map(Alternatives::indexes).toList(), rule, rules);
        return rules;
    }

    private void collect(List<List<Integer>> box, RoutingRule rule, List<RoutingRule> rules) {
        Optional<Cut> cut = best(box).cut();
        if (cut.isPresent()) {
            collect(cut.get().taken(box), rule, rules);
            collect(cut.get().rest(box), rule, rules);
        } else {
            List<Condition> chosen = IntStream.range(0, box.size())
                    .mapToObj(index -> conditions.get(index).select().apply(box.get(index)))
                    .toList();
            rules.add(new RoutingRule(chosen, rule.actions(), rule.transforms()));
        }
    }

    private Best best(List<List<Integer>> box) {
        List<?> key = effort == Effort.BY_COUNT ? box.stream().map(List::size).toList() : box;
        Best known = found.get(key);
        if (known == null) {
            known = fits(box) ? new Best(1, Optional.empty()) : cheapest(box);
            found.put(key, known);
        }
        return known;
    }

    private boolean fits(List<List<Integer>> box) {
        int values = box.stream().mapToInt(List::size).sum();
        int wildcards = IntStream.range(0, box.size())
                .map(index -> conditions.get(index).wildcards(box.get(index)))
                .sum();
        return values <= most.values() && wildcards <= most.wildcards();
    }

    private Best cheapest(List<List<Integer>> box) {
        return cuts(box).stream()
                .map(cut -> new Best(
                        best(cut.taken(box)).rules() + best(cut.rest(box)).rules(), Optional.of(cut)))
                .min(Comparator.comparingInt(Best::rules))
                .orElseThrow();
    }

    private List<Cut> cuts(List<List<Integer>> box) {
        List<Cut> cuts = new ArrayList<>();
        for (int index = 0; index < box.size(); index++) {
            int takable = box.get(index).size() - 1;
            for (int head = Math.min(most.values(), takable); head > 0; head--) {
                for (int tail = Math.min(effort.tail, takable - head); tail >= 0; tail--) {
                    cuts.add(new Cut(index, head, tail));
                }
            }
        }
        return effort == Effort.IN_HALF ? List.of(half(box)) : cuts;
    }

    private static Cut half(List<List<Integer>> box) {
        int longest = IntStream.range(0, box.size())
                .boxed()
                .max(Comparator.comparingInt(index -> box.get(index).size()))
                .orElseThrow();
        return new Cut(longest, box.get(longest).size() / 2, 0);
    }
}
