package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.stack.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans the rules of one listener. */
final class RulePlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;

    RulePlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    /** Rules of a listener that is new: nobody sends requests yet, so all may be made at the same time. */
    void planFresh(String listener, int port, List<Rule> desired, Set<Integer> after) {
        int priority = 1;
        for (Rule rule : desired) {
            create(listener, port, rule, priority++, after);
        }
    }

    /**
     * Rules of a listener that exists, one step after the other.
     *
     * @param defaults the change of the listener's default action, which is the last of its rules; null when there is none
     */
    void plan(
            String listener,
            int port,
            List<Rule> desired,
            List<Rule> observed,
            ListenerStep.@Nullable ModifyListener defaults,
            Set<Integer> after) {
        List<Rule> own = observed.stream()
                .filter(this::isOurs)
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList();
        List<Rule> foreign = Edits.minus(observed, own::contains);
        RuleDiff diff = RuleDiff.between(desired, own, defaults != null);
        List<Placed> placed = diff.placed();
        Priorities.Assignment assignment = Priorities.assign(placed, own, foreign);

        Set<Integer> last = move(listener, placed, assignment, after);
        for (int position = 0; position < placed.size(); position++) {
            Rule rule = placed.get(position).desired();
            if (placed.get(position).origin() == null) {
                last = Set.of(create(listener, port, rule, assignment.numbers().get(position), last));
            }
        }
        last = modify(placed, last);
        if (defaults != null) {
            last = Set.of(
                    draft.add(defaults, Risk.BLIP, with(last, defaults.desired().defaultActions())));
        }
        for (Rule rule : diff.superfluous().reversed()) {
            last = Set.of(draft.add(new RuleStep.DeleteRule(arn(rule)), Risk.DELETION, last));
        }
    }

    private boolean isOurs(Rule rule) {
        return references.tracks(rule.tags());
    }

    private Set<Integer> move(
            String listener, List<Placed> placed, Priorities.Assignment assignment, Set<Integer> after) {
        Map<String, Integer> priorities = new HashMap<>();
        assignment.shifted().forEach((rule, number) -> priorities.put(arn(rule), number));
        for (int position = 0; position < placed.size(); position++) {
            Rule origin = placed.get(position).origin();
            if (origin != null && placed.get(position).moved()) {
                priorities.put(arn(origin), assignment.numbers().get(position));
            }
        }
        return priorities.isEmpty()
                ? after
                : Set.of(draft.add(new RuleStep.SetRulePriorities(listener, priorities), Risk.NONE, after));
    }

    private Set<Integer> modify(List<Placed> placed, Set<Integer> after) {
        Set<Integer> last = after;
        for (Placed next : placed) {
            Rule origin = next.origin();
            if (origin == null) {
                continue;
            }
            Rule desired = next.desired();
            if (!Normal.same(desired.routing(), origin.routing())) {
                RuleStep.ModifyRule step = new RuleStep.ModifyRule(arn(origin), desired.routing());
                last = Set.of(
                        draft.add(step, Risk.BLIP, with(last, desired.routing().actions())));
            }
            if (policy.tagsListenersAndRules()) {
                Map<String, String> tags = Edits.minus(desired.tags(), Set.of(TagDiff.RESOURCE));
                TagDiff.between(tags, Edits.minus(origin.tags(), Set.of(TagDiff.RESOURCE)), policy)
                        .plan(draft, arn(origin), Set.of());
            }
        }
        return last;
    }

    private int create(String listener, int port, Rule rule, int priority, Set<Integer> after) {
        String resource = port + ":" + priority;
        Map<String, String> tags = rule.tags().containsKey(TagDiff.RESOURCE)
                ? Edits.plus(rule.tags(), Map.of(TagDiff.RESOURCE, resource))
                : rule.tags();
        Map<String, String> written = policy.tagsListenersAndRules() ? tags : Map.of();
        RuleStep step = new RuleStep.CreateRule(listener, resource, priority, rule.routing(), written);
        return draft.add(step, Risk.NONE, with(after, rule.routing().actions()));
    }

    private Set<Integer> with(Set<Integer> after, List<Action> actions) {
        Set<Integer> all = new TreeSet<>(after);
        all.addAll(references.makersOfTargets(actions));
        return all;
    }

    private static String arn(Rule rule) {
        return Objects.requireNonNull(rule.arn(), "an observed rule has an ARN");
    }
}
