package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to the rules of one listener that stays. Not for more than one thread. */
final class ListenerRules {

    private final RulePlanner planner;
    private final Warming.Change change;
    private final Warming warming;
    private final WarmPlaces places;
    private final RuleRoom room;
    private final Incumbents incumbents;
    private final String listener;
    private final List<Rule> passing;
    private final List<Rule> own;
    private final List<Rule> foreign;
    private final Set<Rule> gone = new LinkedHashSet<>();
    private RuleDiff diff;

    ListenerRules(RulePlanner planner, Warming.Change change, Warming warming, RuleRoom room) {
        Listener present = change.present();
        this.planner = planner;
        this.change = change;
        this.warming = warming;
        this.places = warming.places();
        this.room = room;
        this.incumbents = change.incumbents();
        this.listener = Objects.requireNonNull(present.arn(), "an observed listener has an ARN");
        this.passing = present.rules().stream().filter(places::isOurs).toList();
        this.own = present.rules().stream()
                .filter(rule -> isOurs(rule) && !passing.contains(rule))
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList();
        this.foreign = present.rules().stream().filter(rule -> !isOurs(rule)).toList();
        this.diff = RuleDiff.between(change.wanted().rules(), own, defaultChanges(), this::movesAtOnce);
    }

    private boolean defaultChanges() {
        return !Normal.sameActions(
                change.wanted().defaultActions(), change.present().defaultActions());
    }

    /** The listener that they belong to. */
    Warming.Change change() {
        return change;
    }

    /** How many rules are made. */
    int made() {
        return (int)
                diff.placed().stream().filter(placed -> placed.origin() == null).count();
    }

    /** Removes at once what no other change has to do with. */
    void clear() {
        diff.independent().forEach(rule -> removeFirst(rule, Set.of()));
    }

    /** From now on rules are moved and changed in place wherever that spares one, though a request may be answered otherwise meanwhile. */
    void changeInPlace() {
        diff = RuleDiff.sparing(
                change.wanted().rules(),
                own.stream().filter(rule -> !gone.contains(rule)).toList(),
                defaultChanges());
    }

    /** What the rules wait for that are made. */
    Set<Gate> arrivals() {
        Set<Gate> gates = new HashSet<>();
        diff.placed().stream()
                .filter(placed -> placed.origin() == null)
                .map(placed -> placed.desired().routing())
                .forEach(rule -> gates.addAll(warming.gates(rule.actions(), incumbents.of(rule))));
        return gates;
    }

    /**
     * Removes rules before others are made, though the requests that they take are answered otherwise meanwhile.
     *
     * @param arrivals what those others wait for: nothing goes long before they come
     */
    void clearAtACost(Set<Gate> arrivals) {
        for (Rule rule : diff.superfluous().reversed()) {
            if (room.lacking() > 0 && !gone.contains(rule)) {
                removeFirst(rule, arrivals);
            }
        }
    }

    private void removeFirst(Rule rule, Set<Gate> arrivals) {
        gone.add(rule);
        room.removed(delete(rule, new Overlaps(Set.of()), arrivals), 1);
    }

    /**
     * @param defaults the change of the listener's default action, which is the last of its rules; null when there is none
     * @param after the steps that come before all others
     */
    void plan(ListenerStep.@Nullable ModifyListener defaults, Set<Integer> after) {
        List<Rule> staying = own.stream().filter(rule -> !gone.contains(rule)).toList();
        List<Rule> others = new ArrayList<>(foreign);
        others.addAll(gone);
        List<Placed> placed = diff.placed();
        Priorities.Assignment assignment = Priorities.assign(placed, staying, others, passing);
        Overlaps overlaps = new Overlaps(move(placed, assignment, after));
        for (int position = 0; position < placed.size(); position++) {
            if (placed.get(position).origin() == null) {
                create(placed.get(position).desired(), assignment.numbers().get(position), overlaps);
            }
        }
        placed.forEach(next -> modify(next, overlaps));
        if (defaults != null) {
            modify(defaults, overlaps);
        }
        diff.superfluous().reversed().stream()
                .filter(rule -> !gone.contains(rule))
                .forEach(rule -> delete(rule, overlaps, Set.of()));
    }

    /** Whether nobody has to be healthy first where a rule goes to another place. */
    private boolean movesAtOnce(Rule rule) {
        return moving(rule).isEmpty();
    }

    private Set<Gate> moving(Rule rule) {
        Set<Gate> gates = left(rule.routing());
        gates.addAll(warming.gates(rule.routing().actions(), incumbents.of(rule.routing())));
        return gates;
    }

    private Set<Integer> move(List<Placed> placed, Priorities.Assignment assignment, Set<Integer> after) {
        Map<String, Integer> priorities = new HashMap<>();
        Set<Gate> gates = new HashSet<>();
        assignment.shifted().forEach((rule, number) -> priorities.put(arn(rule), number));
        for (int position = 0; position < placed.size(); position++) {
            Rule origin = placed.get(position).origin();
            if (origin != null && placed.get(position).moved()) {
                priorities.put(arn(origin), assignment.numbers().get(position));
                gates.addAll(moving(origin));
            }
        }
        if (priorities.isEmpty()) {
            return after;
        }
        RuleStep step = new RuleStep.SetRulePriorities(listener, priorities);
        Set<Integer> before = new HashSet<>(after);
        before.addAll(warming.makers(gates));
        return Set.of(planner.draft().add(step, Risk.NONE, before, gates));
    }

    private void create(Rule rule, int priority, Overlaps overlaps) {
        List<RoutingRule> touched = List.of(rule.routing());
        Set<Gate> gates = warming.gates(rule.routing().actions(), incumbents.of(rule.routing()));
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        before.addAll(room.next());
        int step = planner.create(listener, change.wanted().port(), rule, priority, before, gates);
        overlaps.add(step, touched);
        places.named(rule.routing().actions(), step);
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
            RoutingRule made = places.withGuests(origin, wanted.routing());
            Set<Integer> before = overlaps.before(touched);
            before.addAll(warming.makers(gates));
            before.addAll(places.before(origin));
            int step = planner.draft()
                    .add(
                            new RuleStep.ModifyRule(arn(origin), made),
                            RuleKinship.related(origin.routing(), wanted.routing()) ? Risk.BLIP : Risk.REPLACEMENT,
                            planner.with(before, actions),
                            gates);
            overlaps.add(step, touched);
            changed(origin.routing().actions(), actions, step);
            places.becomes(origin, wanted.routing(), step);
        }
        if (planner.policy().tagsListenersAndRules()) {
            Map<String, String> tags = Edits.minus(wanted.tags(), Set.of(TagDiff.RESOURCE));
            TagDiff.between(tags, Edits.minus(origin.tags(), Set.of(TagDiff.RESOURCE)), planner.policy())
                    .plan(planner.draft(), arn(origin), Set.of());
        }
    }

    private void modify(ListenerStep.ModifyListener defaults, Overlaps overlaps) {
        List<RoutingRule> touched = List.of(Overlaps.EVERYTHING);
        List<Action> actions = defaults.desired().defaultActions();
        Set<Gate> gates = warming.gates(actions, incumbents.ofDefault());
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        int step = planner.draft().add(defaults, Risk.BLIP, planner.with(before, actions), gates);
        overlaps.add(step, touched);
        changed(change.present().defaultActions(), actions, step);
    }

    private int delete(Rule rule, Overlaps overlaps, Set<Gate> arrivals) {
        List<RoutingRule> touched = List.of(rule.routing());
        Set<Gate> gates = left(rule.routing());
        gates.addAll(arrivals);
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        before.addAll(places.before(rule));
        int step = planner.draft().add(new RuleStep.DeleteRule(arn(rule)), Risk.DELETION, before, gates);
        overlaps.add(step, touched);
        changed(rule.routing().actions(), List.of(), step);
        places.goes(rule, step);
        return step;
    }

    /** What waits for those that get what a rule leaves to them. */
    private Set<Gate> left(RoutingRule rule) {
        return warming.gatesBetween(Forwards.answering(rule.actions()), incumbents.successors(rule));
    }

    private void changed(List<Action> before, List<Action> now, int step) {
        Set<String> left = Forwards.of(before);
        left.removeAll(Forwards.of(now));
        left.forEach(group -> planner.references().released(group, step));
        places.named(now, step);
    }

    private boolean isOurs(Rule rule) {
        return planner.references().tracks(rule.tags());
    }

    private static String arn(Rule rule) {
        return Objects.requireNonNull(rule.arn(), "an observed rule has an ARN");
    }
}
