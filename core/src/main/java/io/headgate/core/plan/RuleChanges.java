package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * All changes of a listener's rules.
 *
 * @param observed the rules that are there, and go if no desired one is made from them
 * @param from the default action until it changes
 */
record RuleChanges(
        List<RuleChange> all,
        List<Placed> placed,
        Priorities.Assignment numbers,
        List<Rule> observed,
        List<Action> from,
        List<Action> to) {

    /** @param together whether all that move do so at once */
    static RuleChanges of(
            List<Placed> placed,
            List<Rule> superfluous,
            Priorities.Assignment numbers,
            List<Rule> observed,
            Warming.Change listener,
            boolean together) {
        List<RuleChange> all = new ArrayList<>();
        List<Rule> moved = placed.stream()
                .filter(Placed::moved)
                .map(each -> Objects.requireNonNull(each.origin(), "what moves is there"))
                .toList();
        if (together && !moved.isEmpty()) {
            all.add(new RuleChange.Move(moved));
        } else {
            moved.forEach(rule -> all.add(new RuleChange.Move(List.of(rule))));
        }
        for (int position = 0; position < placed.size(); position++) {
            if (placed.get(position).origin() == null) {
                all.add(new RuleChange.Create(position));
            }
        }
        for (int position = 0; position < placed.size(); position++) {
            Rule origin = placed.get(position).origin();
            if (origin != null && !Normal.same(placed.get(position).desired().routing(), origin.routing())) {
                all.add(new RuleChange.Modify(position));
            }
        }
        List<Action> from = listener.present().defaultActions();
        List<Action> to = listener.wanted().defaultActions();
        if (!Normal.sameActions(from, to)) {
            all.add(new RuleChange.Default());
        }
        superfluous.reversed().forEach(rule -> all.add(new RuleChange.Delete(rule)));
        return new RuleChanges(List.copyOf(all), placed, numbers, observed, from, to);
    }

    /** How many more rules are there afterwards. */
    int growth() {
        return all.stream().mapToInt(RuleChanges::growth).sum();
    }

    static int growth(RuleChange change) {
        return switch (change) {
            case RuleChange.Create _ -> 1;
            case RuleChange.Delete _ -> -1;
            case RuleChange.Move _, RuleChange.Modify _, RuleChange.Default _ -> 0;
        };
    }

    int growth(BitSet done) {
        return done.stream().map(number -> growth(all.get(number))).sum();
    }

    /** The same where the listener is changed though what no rule takes is answered as before. */
    RuleChanges withDefault() {
        if (all.stream().anyMatch(RuleChange.Default.class::isInstance)) {
            return this;
        }
        List<RuleChange> more = new ArrayList<>(all);
        int deletions =
                (int) all.stream().filter(RuleChange.Delete.class::isInstance).count();
        more.add(all.size() - deletions, new RuleChange.Default());
        return new RuleChanges(more, placed, numbers, observed, from, to);
    }

    Rule wanted(int position) {
        return placed.get(position).desired();
    }

    /** The place where a rule goes. */
    int goal(Rule moved) {
        for (int position = 0; position < placed.size(); position++) {
            if (moved.equals(placed.get(position).origin())) {
                return numbers.numbers().get(position);
            }
        }
        throw new IllegalArgumentException("no rule is made from " + moved.arn());
    }

    Rule origin(int position) {
        return Objects.requireNonNull(placed.get(position).origin(), "what is changed is there");
    }

    /** The rules whose requests a change may concern. */
    List<RoutingRule> touched(RuleChange change) {
        return switch (change) {
            case RuleChange.Move(List<Rule> rules) ->
                rules.stream().map(this::routings).flatMap(Collection::stream).toList();
            case RuleChange.Create(int position) ->
                List.of(placed.get(position).desired().routing());
            case RuleChange.Modify(int position) ->
                List.of(
                        origin(position).routing(),
                        placed.get(position).desired().routing());
            case RuleChange.Default _ -> List.of(Overlaps.EVERYTHING);
            case RuleChange.Delete(Rule rule) -> List.of(rule.routing());
        };
    }

    /** What a rule takes before and after. */
    private List<RoutingRule> routings(Rule rule) {
        return placed.stream()
                .filter(each -> rule.equals(each.origin()))
                .map(each -> List.of(rule.routing(), each.desired().routing()))
                .findFirst()
                .orElse(List.of(rule.routing()));
    }
}
