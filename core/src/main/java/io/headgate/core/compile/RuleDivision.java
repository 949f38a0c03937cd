package io.headgate.core.compile;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the fewest rules that mean the same as one rule that is too large, by taking values off one condition after the other. A box is
 * a choice of values for each condition; what has been found for a box is remembered, so the effort grows with the number of boxes.
 */
final class RuleDivision {
    /** Five values part in at most six combinations a rule, so more combinations need far more rules than a load balancer has. */
    private static final int MAX_COMBINATIONS = 1000;

    private final List<Alternatives> conditions;
    private final Map<List<List<Integer>>, Cut> cuts = new HashMap<>();

    private RuleDivision(List<Alternatives> conditions) {
        this.conditions = conditions;
    }

    /** Into how many rules a box is parted at best, and the boxes of its first cut; none if it fits. */
    private record Cut(int rules, List<List<List<Integer>>> parts) {}

    static RuleFit of(RoutingRule rule) {
        if (rule.conditions().size() > RuleFit.MAX_VALUES) {
            return new RuleFit.Impossible(
                    rule,
                    "has " + rule.conditions().size()
                            + " conditions, each with a value at least, but a rule of a load balancer" + " takes "
                            + RuleFit.MAX_VALUES + " values",
                    "ask for fewer conditions at a time");
        }
        if (RuleFit.values(rule) > MAX_COMBINATIONS) {
            return tooMany(rule, RuleFit.values(rule) + " values");
        }
        List<Alternatives> conditions =
                rule.conditions().stream().map(Alternatives::of).toList();
        int wildcards =
                conditions.stream().mapToInt(Alternatives::mostWildcards).sum();
        if (wildcards > RuleFit.MAX_WILDCARDS) {
            return new RuleFit.Impossible(
                    rule,
                    "has values with " + wildcards + " wildcards that must hold together, but a rule of a load balancer"
                            + " takes " + RuleFit.MAX_WILDCARDS,
                    "use fewer * and ? in one value, or a regular expression");
        }
        int combinations = conditions.stream()
                .mapToInt(Alternatives::size)
                .reduce(1, (product, size) -> Math.min(MAX_COMBINATIONS + 1, product * size));
        return combinations > MAX_COMBINATIONS
                ? tooMany(rule, "more than " + MAX_COMBINATIONS + " combinations of values")
                : new RuleFit.Parted(new RuleDivision(conditions).rules(rule));
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
        Cut cut = best(box);
        if (cut.parts().isEmpty()) {
            List<Condition> chosen = IntStream.range(0, box.size())
                    .mapToObj(index -> conditions.get(index).select().apply(box.get(index)))
                    .toList();
            rules.add(new RoutingRule(chosen, rule.actions(), rule.transforms()));
        }
        cut.parts().forEach(part -> collect(part, rule, rules));
    }

    private Cut best(List<List<Integer>> box) {
        Cut known = cuts.get(box);
        if (known == null) {
            known = fits(box) ? new Cut(1, List.of()) : cheapest(box);
            cuts.put(box, known);
        }
        return known;
    }

    private boolean fits(List<List<Integer>> box) {
        int values = box.stream().mapToInt(List::size).sum();
        int wildcards = IntStream.range(0, box.size())
                .map(index -> conditions.get(index).wildcards(box.get(index)))
                .sum();
        return values <= RuleFit.MAX_VALUES && wildcards <= RuleFit.MAX_WILDCARDS;
    }

    private Cut cheapest(List<List<Integer>> box) {
        Cut cheapest = new Cut(Integer.MAX_VALUE, List.of());
        for (int index = 0; index < box.size(); index++) {
            for (List<List<Integer>> halves : halves(index, box.get(index))) {
                List<List<List<Integer>>> parts =
                        List.of(with(box, index, halves.getFirst()), with(box, index, halves.getLast()));
                int rules = parts.stream().mapToInt(part -> best(part).rules()).sum();
                if (rules < cheapest.rules()) {
                    cheapest = new Cut(rules, parts);
                }
            }
        }
        return cheapest;
    }

    /** Ways to take some values off: the first ones, and where wildcards are many also some of the last, which have few. */
    private List<List<List<Integer>>> halves(int index, List<Integer> values) {
        int last = conditions.get(index).mostWildcards() > 1 ? RuleFit.MAX_VALUES : 0;
        List<List<List<Integer>>> halves = new ArrayList<>();
        for (int head = Math.min(RuleFit.MAX_VALUES, values.size() - 1); head > 0; head--) {
            for (int tail = Math.min(last, values.size() - 1 - head); tail >= 0; tail--) {
                List<Integer> taken = new ArrayList<>(values.subList(0, head));
                taken.addAll(values.subList(values.size() - tail, values.size()));
                halves.add(List.of(List.copyOf(taken), List.copyOf(values.subList(head, values.size() - tail))));
            }
        }
        return halves;
    }

    private static List<List<Integer>> with(List<List<Integer>> box, int index, List<Integer> values) {
        List<List<Integer>> replaced = new ArrayList<>(box);
        replaced.set(index, values);
        return List.copyOf(replaced);
    }
}
