package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets the target groups of one load balancer be health checked before they get requests that another one serves until then. A load
 * balancer checks only groups that some action names; so as long as nothing else names them, a rule that no request can match does. Not
 * for more than one thread.
 */
final class Warming {

    /** No connection comes from this address. Only both conditions together tell such a rule. */
    private static final List<Condition> NOBODY = List.of(
            new Condition.PathPattern(new Patterns.Wildcards(List.of("/headgate/warming"))),
            new Condition.SourceIp(List.of("0.0.0.0/32")));

    /** The API's limit of target groups in an action. */
    private static final int GROUPS_OF_ACTION = 5;

    /** The API's default limit of rules, default rules not counted. */
    private static final int RULES_OF_LOAD_BALANCER = 100;

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<Change> changes;
    private final Set<String> serving = new HashSet<>();
    private final Set<String> unwarmed = new HashSet<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, Set<Integer>> users = new HashMap<>();
    private final Map<String, Set<String>> rules = new TreeMap<>();

    /**
     * A listener that stays.
     *
     * @param wanted with ARNs
     */
    record Change(Listener wanted, Listener present, Incumbents incumbents) {}

    Warming(Draft draft, Policy policy, References references, List<Change> changes) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.changes = List.copyOf(changes);
        for (Change change : changes) {
            serving.addAll(Forwards.serving(change.present().defaultActions()));
            change.present().rules().stream()
                    .filter(rule -> !isWarming(rule))
                    .forEach(rule ->
                            serving.addAll(Forwards.serving(rule.routing().actions())));
        }
    }

    static boolean isWarming(Rule rule) {
        return Normal.sameConditions(rule.routing(), new RoutingRule(NOBODY, List.of(), List.of()));
    }

    /**
     * Makes rules for the groups that need them, and takes note of those that are there.
     *
     * @param fresh listeners that are made by the same plan
     */
    void begin(Collection<Listener> fresh) {
        Set<String> checked = new HashSet<>();
        for (Change change : changes) {
            checked.addAll(Forwards.of(change.present()));
            for (Rule rule : Edits.minus(change.present().rules(), rule -> !isOurs(rule))) {
                rules.put(arn(rule), Forwards.of(rule.routing().actions()));
            }
        }
        fresh.forEach(listener -> checked.addAll(Forwards.of(listener)));
        List<String> cold = List.copyOf(cold(checked));
        if (!cold.isEmpty() && !hasRoom()) {
            unwarmed.addAll(cold);
            return;
        }
        for (int from = 0; from < cold.size(); from += GROUPS_OF_ACTION) {
            make(cold.subList(from, Math.min(cold.size(), from + GROUPS_OF_ACTION)));
        }
    }

    /** Where no rule can be added nothing is checked beforehand: to wait for it would be to wait for ever. */
    private boolean hasRoom() {
        int present = changes.stream()
                .mapToInt(change -> change.present().rules().size())
                .sum();
        int wanted = changes.stream()
                .mapToInt(change -> change.wanted().rules().size())
                .sum();
        return Math.max(present, wanted) < RULES_OF_LOAD_BALANCER;
    }

    private Set<String> cold(Set<String> checked) {
        Set<String> cold = new TreeSet<>();
        Set<String> soon = new HashSet<>(checked);
        for (Change change : changes) {
            if (!checked.containsAll(Forwards.of(change.wanted()))) {
                List<Use> uses = uses(change);
                uses.forEach(use -> cold.addAll(arriving(use.gates())));
                unheld(uses).forEach(use -> soon.addAll(Forwards.of(use.rule().actions())));
            }
        }
        cold.removeAll(soon);
        return cold;
    }

    /** A rule that is made or changed, and what that waits for; the default action as a rule without conditions. */
    private record Use(RoutingRule rule, Set<Gate> gates) {}

    private List<Use> uses(Change change) {
        List<Use> uses = new ArrayList<>();
        Set<Gate> leaving = leaving(change);
        for (Rule rule : change.wanted().rules()) {
            RoutingRule routing = rule.routing();
            if (change.present().rules().stream().noneMatch(present -> Normal.same(present.routing(), routing))) {
                Set<Gate> gates = gates(routing.actions(), change.incumbents().of(routing));
                Set<String> serving = Forwards.serving(routing.actions());
                leaving.stream()
                        .filter(gate -> arriving(Set.of(gate)).stream().anyMatch(serving::contains))
                        .forEach(gates::add);
                uses.add(new Use(routing, gates));
            }
        }
        List<Action> defaults = change.wanted().defaultActions();
        if (!Normal.sameActions(defaults, change.present().defaultActions())) {
            Set<Gate> gates = gates(defaults, change.incumbents().ofDefault());
            uses.add(new Use(new RoutingRule(List.of(), defaults, List.of()), gates));
        }
        return uses;
    }

    /** What rules wait for that go or take something else, for the sake of those that get what they leave. */
    private Set<Gate> leaving(Change change) {
        Set<Gate> gates = new HashSet<>();
        for (Rule rule : change.present().rules()) {
            RoutingRule going = rule.routing();
            if (!isWarming(rule)
                    && change.wanted().rules().stream()
                            .noneMatch(wanted -> Normal.sameConditions(wanted.routing(), going))) {
                gates.addAll(gatesBetween(
                        Forwards.serving(going.actions()), change.incumbents().successors(going)));
            }
        }
        return gates;
    }

    /** What waits neither itself nor for what waits; so all that it names is checked without our help. */
    private static List<Use> unheld(List<Use> uses) {
        List<Use> free = new ArrayList<>(uses);
        List<Use> held = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<Use> caught = free.stream()
                    .filter(use -> !use.gates().isEmpty()
                            || held.stream().anyMatch(other -> !Disjoint.rules(other.rule(), use.rule())))
                    .toList();
            more = free.removeAll(caught);
            // The default action changes last of all: nothing waits for it.
            caught.stream().filter(use -> !use.rule().conditions().isEmpty()).forEach(held::add);
        }
        return free;
    }

    private static Set<String> arriving(Set<Gate> gates) {
        Set<String> groups = new TreeSet<>();
        for (Gate gate : gates) {
            if (gate instanceof Gate.TargetsHealthy(String group, String _, boolean _)) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** What actions wait for that take requests from other target groups. */
    Set<Gate> gates(Collection<Action> wanted, Set<Set<String>> incumbents) {
        Set<String> successors = Forwards.serving(wanted);
        Set<Gate> gates = new HashSet<>();
        incumbents.forEach(some -> gates.addAll(gatesBetween(some, successors)));
        return gates;
    }

    /** What waits for target groups that take requests from others. Of groups that are not ours nothing is known. */
    Set<Gate> gatesBetween(Set<String> incumbents, Set<String> successors) {
        Set<Gate> gates = new HashSet<>();
        for (String group : successors) {
            if (references.isBound(group) && !incumbents.contains(group) && !unwarmed.contains(group)) {
                incumbents.forEach(
                        former -> gates.add(new Gate.TargetsHealthy(group, former, serving.contains(group))));
            }
        }
        return gates;
    }

    private void make(List<String> groups) {
        Listener listener = changes.getFirst().present();
        int priority = freePriority(changes.getFirst());
        List<Action.WeightedTargetGroup> weighted = groups.stream()
                .map(group -> new Action.WeightedTargetGroup(new TargetGroupRef.ByArn(group), 1))
                .toList();
        RoutingRule routing =
                new RoutingRule(NOBODY, List.of(new Action.Forward(weighted, Action.Stickiness.OFF)), List.of());
        String resource = listener.port() + ":" + priority;
        Map<String, String> tags = policy.tagsListenersAndRules()
                ? Edits.plus(changes.getFirst().wanted().tags(), Map.of(TagDiff.RESOURCE, resource))
                : Map.of();
        RuleStep step = new RuleStep.CreateRule(arn(listener), resource, priority, routing, tags);
        int made = draft.add(step, Risk.NONE, references.makersOfTargets(routing.actions()));
        groups.forEach(group -> makers.put(group, made));
        rules.put(step.handle(), Set.copyOf(groups));
    }

    /** The last that is free: rules that are wanted are numbered from the other end. */
    private int freePriority(Change change) {
        Set<Integer> occupied = new HashSet<>();
        change.present().rules().forEach(rule -> occupied.add(rule.priority()));
        int priority = Priorities.MAX - rules.size();
        while (occupied.contains(priority)) {
            priority--;
        }
        return priority;
    }

    /** The steps that let the groups of these gates be checked. */
    Set<Integer> makers(Set<Gate> gates) {
        Set<Integer> steps = new TreeSet<>();
        for (String group : arriving(gates)) {
            Integer maker = makers.get(group);
            if (maker != null) {
                steps.add(maker);
            }
        }
        return steps;
    }

    /** Notes a step that names target groups: from then on they are checked without us. */
    void named(Collection<Action> actions, int step) {
        Forwards.of(actions)
                .forEach(group ->
                        users.computeIfAbsent(group, key -> new TreeSet<>()).add(step));
    }

    /** Removes the rules after all that take over their groups. */
    void end() {
        rules.forEach((rule, groups) -> {
            Set<Integer> after = new TreeSet<>(draft.makersOf(List.of(rule)));
            groups.forEach(group -> after.addAll(users.getOrDefault(group, Set.of())));
            int removed = draft.add(new RuleStep.DeleteRule(rule), Risk.NONE, after);
            groups.forEach(group -> references.released(group, removed));
        });
    }

    /** Whether a rule is one of those that this class makes. */
    boolean isOurs(Rule rule) {
        return isWarming(rule) && references.tracks(rule.tags());
    }

    private static String arn(Listener listener) {
        return Objects.requireNonNull(listener.arn(), "an observed listener has an ARN");
    }

    private static String arn(Rule rule) {
        return Objects.requireNonNull(rule.arn(), "an observed rule has an ARN");
    }
}
