package io.headgate.core.plan;

import io.headgate.core.plan.RuleDiff.Placed;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
    private final RuleGates ruleGates;
    private final String listener;
    private final List<Rule> passing;
    private final List<Rule> own;
    private final List<Rule> foreign;
    private final Map<Rule, Integer> gone = new LinkedHashMap<>();
    private final Set<Rule> begun = new HashSet<>();
    private final RuleDiff diff;
    private ChangeOrder.@Nullable Found found;

    ListenerRules(RulePlanner planner, Warming.Change change, Warming warming, RuleRoom room) {
        Listener present = change.present();
        this.planner = planner;
        this.change = change;
        this.warming = warming;
        this.places = warming.places();
        this.room = room;
        this.ruleGates = new RuleGates(change, warming);
        this.listener = Objects.requireNonNull(present.arn(), "an observed listener has an ARN");
        this.passing = present.rules().stream().filter(places::isOurs).toList();
        this.own = present.rules().stream()
                .filter(rule -> isOurs(rule) && !passing.contains(rule))
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList();
        this.foreign = present.rules().stream().filter(rule -> !isOurs(rule)).toList();
        this.diff = RuleDiff.between(change.wanted().rules(), own, defaultChanges(), ruleGates::movesAtOnce);
    }

    private boolean defaultChanges() {
        return !Normal.sameActions(
                change.wanted().defaultActions(), change.present().defaultActions());
    }

    /** The listener that they belong to. */
    Warming.Change change() {
        return change;
    }

    /** How many rules are made where there is room. */
    int made() {
        return (int)
                diff.placed().stream().filter(placed -> placed.origin() == null).count();
    }

    /** Removes at once what no other change has to do with. */
    void clear() {
        diff.independent().forEach(rule -> {
            int step = delete(rule, new Overlaps(Set.of()), ruleGates.left(rule.routing()));
            gone.put(rule, step);
            room.removed(step, 1);
        });
    }

    /** How many more rules there are in the end. */
    int growth() {
        return change.wanted().rules().size() - own.size() + gone.size();
    }

    /**
     * Looks for an order in which all changes find room and do least harm.
     *
     * @param free how many more rules there may be before any goes
     */
    void cramp(int free) {
        List<Rule> staying = staying();
        found = new CrampedRules(change, own, staying, others(), passing).best(free);
    }

    private List<Rule> staying() {
        return own.stream().filter(rule -> !gone.containsKey(rule)).toList();
    }

    private List<Rule> others() {
        List<Rule> others = new ArrayList<>(foreign);
        others.addAll(gone.keySet());
        return others;
    }

    /**
     * @param defaults the change of the listener's default action, which is the last of its rules; null when there is none
     * @param after the steps that come before all others
     */
    void plan(ListenerStep.@Nullable ModifyListener defaults, Set<Integer> after) {
        ChangeOrder.Found planned = found == null ? usual(defaults != null) : found;
        Deque<RuleChange> order = new ArrayDeque<>(planned.order());
        Iterator<Harm> harms = planned.harms().iterator();
        Overlaps overlaps = new Overlaps(begin(planned, after));
        if (defaults != null && order.stream().noneMatch(RuleChange.Default.class::isInstance)) {
            modify(defaults, overlaps, Set.of());
        }
        while (!order.isEmpty()) {
            RuleChange next = order.removeFirst();
            Set<Gate> waits = ruleGates.of(planned.changes(), next);
            if (!harms.next().isNone()) {
                // Once somebody is answered otherwise, nothing that ends it may have to wait.
                order.forEach(later -> waits.addAll(ruleGates.of(planned.changes(), later)));
            }
            plan(next, planned.changes(), defaults, overlaps, waits);
        }
        planned.changes().placed().forEach(this::tag);
    }

    private ChangeOrder.Found usual(boolean defaults) {
        List<Placed> placed = diff.placed();
        List<Rule> superfluous = Edits.minus(diff.superfluous(), gone::containsKey);
        Priorities.Assignment numbers = Priorities.assign(placed, staying(), others(), passing);
        RuleChanges changes = RuleChanges.of(placed, superfluous, numbers, staying(), change, true);
        return ChangeOrder.Found.asListed(defaults ? changes.withDefault() : changes);
    }

    /** Makes room between rules, together with what moves at once anyway. */
    private Set<Integer> begin(ChangeOrder.Found planned, Set<Integer> after) {
        Map<String, Integer> priorities = new HashMap<>();
        planned.changes().numbers().shifted().forEach((rule, number) -> priorities.put(arn(rule), number));
        if (beginsWithMove(planned) && planned.order().getFirst() instanceof RuleChange.Move move) {
            priorities.putAll(priorities(planned.changes(), move));
            begun.addAll(move.rules());
        }
        if (priorities.isEmpty()) {
            return after;
        }
        // A rule that goes keeps its place: nobody may be moved behind it before.
        Set<Integer> before = new HashSet<>(after);
        before.addAll(gone.values());
        return Set.of(planner.draft().add(new RuleStep.SetRulePriorities(listener, priorities), Risk.NONE, before));
    }

    private boolean beginsWithMove(ChangeOrder.Found planned) {
        return !planned.order().isEmpty()
                && planned.order().getFirst() instanceof RuleChange.Move move
                && planned.harms().getFirst().isNone()
                && ruleGates.of(planned.changes(), move).isEmpty();
    }

    private Map<String, Integer> priorities(RuleChanges changes, RuleChange.Move move) {
        Map<String, Integer> priorities = new HashMap<>();
        move.rules().forEach(rule -> priorities.put(arn(rule), changes.goal(rule)));
        return priorities;
    }

    private void plan(
            RuleChange next,
            RuleChanges changes,
            ListenerStep.@Nullable ModifyListener defaults,
            Overlaps overlaps,
            Set<Gate> gates) {
        switch (next) {
            case RuleChange.Move move -> move(changes, move, overlaps, gates);
            case RuleChange.Create(int position) ->
                create(changes.wanted(position), changes.numbers().numbers().get(position), overlaps, gates);
            case RuleChange.Modify(int position) ->
                modify(changes.origin(position), changes.wanted(position).routing(), overlaps, gates);
            case RuleChange.Default _ -> {
                if (defaults != null) {
                    modify(defaults, overlaps, gates);
                }
            }
            case RuleChange.Delete(Rule rule) -> {
                int step = delete(rule, overlaps, gates);
                if (found != null) {
                    room.removed(step, 1);
                }
            }
        }
    }

    private void move(RuleChanges changes, RuleChange.Move move, Overlaps overlaps, Set<Gate> gates) {
        if (begun.containsAll(move.rules())) {
            return;
        }
        List<RoutingRule> touched = changes.touched(move);
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        RuleStep step = new RuleStep.SetRulePriorities(listener, priorities(changes, move));
        overlaps.add(planner.draft().add(step, Risk.NONE, before, gates), touched);
    }

    private void create(Rule rule, int priority, Overlaps overlaps, Set<Gate> gates) {
        List<RoutingRule> touched = List.of(rule.routing());
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        before.addAll(room.next());
        int step = planner.create(listener, change.wanted().port(), rule, priority, before, gates);
        overlaps.add(step, touched);
        places.named(rule.routing().actions(), step);
    }

    private void modify(Rule origin, RoutingRule wanted, Overlaps overlaps, Set<Gate> gates) {
        List<RoutingRule> touched = List.of(origin.routing(), wanted);
        RoutingRule made = places.withGuests(origin, wanted);
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        before.addAll(places.before(origin));
        int step = planner.draft()
                .add(
                        new RuleStep.ModifyRule(arn(origin), made),
                        RuleKinship.related(origin.routing(), wanted) ? Risk.BLIP : Risk.REPLACEMENT,
                        planner.with(before, wanted.actions()),
                        gates);
        overlaps.add(step, touched);
        changed(origin.routing().actions(), wanted.actions(), step);
        places.becomes(origin, wanted, step);
    }

    private void modify(ListenerStep.ModifyListener defaults, Overlaps overlaps, Set<Gate> gates) {
        List<RoutingRule> touched = List.of(Overlaps.EVERYTHING);
        List<Action> actions = defaults.desired().defaultActions();
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        int step = planner.draft().add(defaults, Risk.BLIP, planner.with(before, actions), gates);
        overlaps.add(step, touched);
        changed(change.present().defaultActions(), actions, step);
    }

    private int delete(Rule rule, Overlaps overlaps, Set<Gate> gates) {
        List<RoutingRule> touched = List.of(rule.routing());
        Set<Integer> before = overlaps.before(touched);
        before.addAll(warming.makers(gates));
        before.addAll(places.before(rule));
        int step = planner.draft().add(new RuleStep.DeleteRule(arn(rule)), Risk.DELETION, before, gates);
        overlaps.add(step, touched);
        changed(rule.routing().actions(), List.of(), step);
        places.goes(rule, step);
        return step;
    }

    private void tag(Placed placed) {
        Rule origin = placed.origin();
        if (origin != null && planner.policy().tagsListenersAndRules()) {
            Map<String, String> tags = Edits.minus(placed.desired().tags(), Set.of(TagDiff.RESOURCE));
            TagDiff.between(tags, Edits.minus(origin.tags(), Set.of(TagDiff.RESOURCE)), planner.policy())
                    .plan(planner.draft(), arn(origin), Set.of());
        }
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
