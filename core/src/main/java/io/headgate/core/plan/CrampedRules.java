package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the rules of a listener where a load balancer has hardly room for more: which rule becomes which, and in which order,
 * so that nobody is answered otherwise meanwhile; or as few as possible.
 *
 * @param own all rules of ours that are observed, in order
 * @param staying those of them that have not been told to go already
 * @param others rules whose places are taken
 * @param passing rules at the far end that go in a while
 */
record CrampedRules(Warming.Change change, List<Rule> own, List<Rule> staying, List<Rule> others, List<Rule> passing) {

    /** @param room how many more rules there may be before any goes */
    ChangeOrder.Found best(int room) {
        Answers answers = new Answers(change.present(), own, change.wanted());
        ChangeOrder.Found best = null;
        for (RuleChanges changes : candidates()) {
            ChangeOrder.Found found = ChangeOrder.find(answers, changes, room);
            if (best == null || found.harm().compareTo(best.harm()) < 0) {
                best = found;
            }
            if (best.harm().isNone() || answers.isExhausted()) {
                return best;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no way to change the rules of a listener");
        }
        return best;
    }

    /** Ways to change the rules, those with fewest calls first. */
    private List<RuleChanges> candidates() {
        Map<List<Placed>, List<Rule>> ways = new LinkedHashMap<>();
        boolean defaultChanges = !Normal.sameActions(
                change.wanted().defaultActions(), change.present().defaultActions());
        List<Rule> wanted = change.wanted().rules();
        for (RuleDiff diff : List.of(
                RuleDiff.sparing(wanted, staying, defaultChanges),
                RuleDiff.between(wanted, staying, defaultChanges, rule -> true))) {
            add(ways, diff, (missing, found) -> false);
            add(ways, diff, (missing, found) -> Normal.sameConditions(missing.routing(), found.routing()));
            add(ways, diff, (missing, found) -> true);
        }
        List<RuleChanges> candidates = new ArrayList<>();
        for (boolean together : List.of(true, false)) {
            ways.forEach((placed, superfluous) -> candidates.add(RuleChanges.of(
                    placed,
                    superfluous,
                    Priorities.assign(placed, staying, others, passing),
                    staying,
                    change,
                    together)));
        }
        return candidates;
    }

    /** The same with missing rules made from superfluous ones elsewhere, the most alike first. */
    private static void add(Map<List<Placed>, List<Rule>> ways, RuleDiff diff, BiPredicate<Rule, Rule> mayBecome) {
        List<Placed> placed = new ArrayList<>(diff.placed());
        Set<Rule> superfluous = new LinkedHashSet<>(diff.superfluous());
        for (int position = 0; position < placed.size(); position++) {
            Rule wanted = placed.get(position).desired();
            if (placed.get(position).origin() == null) {
                Rule origin = mostAlike(wanted, superfluous, mayBecome);
                if (origin != null) {
                    superfluous.remove(origin);
                    placed.set(position, new Placed(wanted, origin, true));
                }
            }
        }
        ways.put(List.copyOf(placed), List.copyOf(superfluous));
    }

    private static @Nullable Rule mostAlike(Rule wanted, Set<Rule> superfluous, BiPredicate<Rule, Rule> mayBecome) {
        Rule best = null;
        int most = -1;
        for (Rule rule : superfluous) {
            int likeness = Normal.sameConditions(wanted.routing(), rule.routing())
                    ? Integer.MAX_VALUE
                    : RuleKinship.common(wanted.routing(), rule.routing());
            if (likeness > most && mayBecome.test(wanted, rule)) {
                best = rule;
                most = likeness;
            }
        }
        return best;
    }
}
