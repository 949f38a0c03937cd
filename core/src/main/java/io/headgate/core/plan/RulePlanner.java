package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
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
            create(listener, port, rule, priority++, after, Set.of());
        }
    }

    /**
     * Rules of a listener that exists.
     *
     * @param defaults the change of the listener's default action, which is the last of its rules; null when there is none
     * @param after the steps that come before all others
     */
    void plan(
            Warming.Change change,
            Warming warming,
            ListenerStep.@Nullable ModifyListener defaults,
            Set<Integer> after) {
        new Existing(change, warming, after).plan(defaults);
    }

    /** The plan of one listener. */
    private final class Existing {
        private final String listener;
        private final int port;
        private final List<Rule> desired;
        private final List<Rule> observed;
        private final Listener present;
        private final Incumbents incumbents;
        private final Warming warming;
        private final Set<Integer> after;

        Existing(Warming.Change change, Warming warming, Set<Integer> after) {
            this.present = change.present();
            this.listener = Objects.requireNonNull(present.arn(), "an observed listener has an ARN");
            this.port = change.wanted().port();
            this.desired = change.wanted().rules();
            this.observed = present.rules();
            this.incumbents = change.incumbents();
            this.warming = warming;
            this.after = after;
        }

        void plan(ListenerStep.@Nullable ModifyListener defaults) {
            List<Rule> warmingRules = observed.stream().filter(warming::isOurs).toList();
            List<Rule> own = observed.stream()
                    .filter(rule -> isOurs(rule) && !warmingRules.contains(rule))
                    .sorted(Comparator.comparingInt(Rule::priority))
                    .toList();
            List<Rule> foreign = observed.stream().filter(rule -> !isOurs(rule)).toList();
            RuleDiff diff = RuleDiff.between(desired, own, defaults != null, this::movesAtOnce);
            List<Placed> placed = diff.placed();
            Priorities.Assignment assignment = Priorities.assign(placed, own, foreign, warmingRules);
            Overlaps overlaps = new Overlaps(move(placed, assignment));
            for (int position = 0; position < placed.size(); position++) {
                if (placed.get(position).origin() == null) {
                    create(placed.get(position).desired(), assignment.numbers().get(position), overlaps);
                }
            }
            placed.forEach(next -> modify(next, overlaps));
            if (defaults != null) {
                modify(defaults, overlaps);
            }
            diff.superfluous().reversed().forEach(rule -> delete(rule, overlaps));
        }

        /** Whether nobody has to be healthy first where a rule goes to another place. */
        private boolean movesAtOnce(Rule rule) {
            return left(rule.routing()).isEmpty()
                    && warming.gates(rule.routing().actions(), incumbents.of(rule.routing()))
                            .isEmpty();
        }

        private Set<Integer> move(List<Placed> placed, Priorities.Assignment assignment) {
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

        private void create(Rule rule, int priority, Overlaps overlaps) {
            List<RoutingRule> touched = List.of(rule.routing());
            Set<Gate> gates = warming.gates(rule.routing().actions(), incumbents.of(rule.routing()));
            Set<Integer> before = overlaps.before(touched);
            before.addAll(warming.makers(gates));
            int step = RulePlanner.this.create(listener, port, rule, priority, before, gates);
            overlaps.add(step, touched);
            warming.named(rule.routing().actions(), step);
        }

        private void modify(Placed next, Overlaps overlaps) {
            Rule origin = next.origin();
            if (origin == null) {
                return;
            }
            Rule wanted = next.desired();
            if (!Normal.same(wanted.routing(), origin.routing())) {
                List<RoutingRule> touched = List.of(origin.routing(), wanted.routing());
                List<Action> actions = wanted.routing().actions();
                Set<Gate> gates = warming.gates(actions, incumbents.of(wanted.routing()));
                if (!Normal.sameConditions(wanted.routing(), origin.routing())) {
                    gates.addAll(left(origin.routing()));
                }
                Set<Integer> before = overlaps.before(touched);
                before.addAll(warming.makers(gates));
                int step = draft.add(
                        new RuleStep.ModifyRule(arn(origin), wanted.routing()),
                        RuleKinship.related(origin.routing(), wanted.routing()) ? Risk.BLIP : Risk.REPLACEMENT,
                        with(before, actions),
                        gates);
                overlaps.add(step, touched);
                changed(origin.routing().actions(), actions, step);
            }
            if (policy.tagsListenersAndRules()) {
                Map<String, String> tags = Edits.minus(wanted.tags(), Set.of(TagDiff.RESOURCE));
                TagDiff.between(tags, Edits.minus(origin.tags(), Set.of(TagDiff.RESOURCE)), policy)
                        .plan(draft, arn(origin), Set.of());
            }
        }

        private void modify(ListenerStep.ModifyListener defaults, Overlaps overlaps) {
            List<RoutingRule> touched = List.of(Overlaps.EVERYTHING);
            List<Action> actions = defaults.desired().defaultActions();
            Set<Gate> gates = warming.gates(actions, incumbents.ofDefault());
            Set<Integer> before = overlaps.before(touched);
            before.addAll(warming.makers(gates));
            int step = draft.add(defaults, Risk.BLIP, with(before, actions), gates);
            overlaps.add(step, touched);
            changed(present.defaultActions(), actions, step);
        }

        private void delete(Rule rule, Overlaps overlaps) {
            List<RoutingRule> touched = List.of(rule.routing());
            Set<Gate> gates = left(rule.routing());
            Set<Integer> before = overlaps.before(touched);
            before.addAll(warming.makers(gates));
            int step = draft.add(new RuleStep.DeleteRule(arn(rule)), Risk.DELETION, before, gates);
            overlaps.add(step, touched);
            changed(rule.routing().actions(), List.of(), step);
        }

        /** What waits for those that get what a rule leaves to them. */
        private Set<Gate> left(RoutingRule rule) {
            return warming.gatesBetween(Forwards.serving(rule.actions()), incumbents.successors(rule));
        }

        private void changed(List<Action> before, List<Action> now, int step) {
            Set<String> left = Forwards.of(before);
            left.removeAll(Forwards.of(now));
            left.forEach(group -> references.released(group, step));
            warming.named(now, step);
        }
    }

    private boolean isOurs(Rule rule) {
        return references.tracks(rule.tags());
    }

    private int create(String listener, int port, Rule rule, int priority, Set<Integer> after, Set<Gate> gates) {
        String resource = port + ":" + priority;
        Map<String, String> tags = rule.tags().containsKey(TagDiff.RESOURCE)
                ? Edits.plus(rule.tags(), Map.of(TagDiff.RESOURCE, resource))
                : rule.tags();
        Map<String, String> written = policy.tagsListenersAndRules() ? tags : Map.of();
        RuleStep step = new RuleStep.CreateRule(listener, resource, priority, rule.routing(), written);
        return draft.add(step, Risk.NONE, with(after, rule.routing().actions()), gates);
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
