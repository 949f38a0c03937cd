package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
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
 * Where the rules of one load balancer name target groups only that their health is checked: in rules that no request can match, and,
 * where no rule can be added, with weight 0 in rules that serve. Not for more than one thread.
 */
final class WarmPlaces {

    /** No connection comes from this address. Only both conditions together tell such a rule. */
    private static final List<Condition> NOBODY = List.of(
            new Condition.PathPattern(new Patterns.Wildcards(List.of("/headgate/warming"))),
            new Condition.SourceIp(List.of("0.0.0.0/32")));

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final List<Warming.Change> changes;
    private final Map<String, Integer> makers = new HashMap<>();
    private final Map<String, Set<Integer>> users = new HashMap<>();
    private final Map<String, Set<String>> rules = new TreeMap<>();
    private final Map<String, Host> hosts = new TreeMap<>();

    /**
     * A rule that serves, and what it names beside.
     *
     * @param after the steps that change it
     */
    private record Host(RoutingRule routing, Set<String> guests, Set<Integer> after) {
        Host with(Collection<String> more, int step) {
            Set<String> all = new TreeSet<>(guests);
            all.addAll(more);
            return new Host(routing, all, steps(step));
        }

        Host becoming(RoutingRule other, int step) {
            return new Host(other, guests, steps(step));
        }

        /** The guests that the rule does not serve itself in the end, as far as it had room for them. */
        Set<String> leaving() {
            Set<String> leaving = new TreeSet<>(guests);
            leaving.removeAll(Forwards.of(routing.actions()));
            return leaving;
        }

        private Set<Integer> steps(int step) {
            Set<Integer> steps = new TreeSet<>(after);
            steps.add(step);
            return steps;
        }
    }

    WarmPlaces(Draft draft, Policy policy, References references, List<Warming.Change> changes) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.changes = List.copyOf(changes);
        for (Warming.Change change : changes) {
            for (Rule rule : change.present().rules()) {
                if (isOurs(rule)) {
                    rules.put(arn(rule), Forwards.of(rule.routing().actions()));
                }
            }
            change.guests().forEach((rule, guests) -> hosts.put(arn(rule), new Host(rule.routing(), guests, Set.of())));
        }
    }

    static boolean isWarming(Rule rule) {
        return Normal.sameConditions(rule.routing(), new RoutingRule(NOBODY, List.of(), List.of()));
    }

    /** Whether a rule is one of those that this class makes. */
    boolean isOurs(Rule rule) {
        return isWarming(rule) && references.tracks(rule.tags());
    }

    /** How many rules these groups take. */
    static int rulesOf(int groups) {
        return Math.ceilDiv(groups, Guests.GROUPS_OF_ACTION);
    }

    /** Makes a rule for at most five groups. */
    void makeRule(Collection<String> groups) {
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
        RuleStep step = new RuleStep.CreateRule(
                Objects.requireNonNull(listener.arn(), "an observed listener has an ARN"),
                resource,
                priority,
                routing,
                tags);
        int made = draft.add(step, Risk.NONE, references.makersOfTargets(routing.actions()));
        groups.forEach(group -> makers.put(group, made));
        rules.put(step.handle(), Set.copyOf(groups));
    }

    /** The last that is free: rules that are wanted are numbered from the other end. */
    private int freePriority(Warming.Change change) {
        Set<Integer> occupied = new HashSet<>();
        change.present().rules().forEach(rule -> occupied.add(rule.priority()));
        int priority = Priorities.MAX - rules.size();
        while (occupied.contains(priority)) {
            priority--;
        }
        return priority;
    }

    /**
     * Names groups in rules beside what those serve: rather in rules that stay as they are.
     *
     * @return those for which there is no room
     */
    List<String> makeGuests(List<String> groups) {
        List<String> left = groups;
        for (Rule rule : candidates()) {
            int room = left.isEmpty() ? 0 : room(rule);
            if (room > 0) {
                List<String> guests = left.subList(0, Math.min(room, left.size()));
                name(rule, guests);
                left = left.subList(guests.size(), left.size());
            }
        }
        return left;
    }

    private List<Rule> candidates() {
        List<Rule> staying = new ArrayList<>();
        List<Rule> others = new ArrayList<>();
        for (Warming.Change change : changes) {
            for (Rule rule : change.present().rules()) {
                boolean stays = change.wanted().rules().stream()
                        .anyMatch(wanted -> Normal.same(wanted.routing(), rule.routing()));
                (stays ? staying : others).add(rule);
            }
        }
        staying.addAll(others);
        return staying;
    }

    private int room(Rule rule) {
        Host host = hosts.get(arn(rule));
        return references.tracks(rule.tags()) && !isWarming(rule)
                ? Guests.room(host == null ? rule.routing() : Guests.with(rule.routing(), host.guests()))
                : 0;
    }

    private void name(Rule rule, List<String> guests) {
        Host host = hosts.getOrDefault(arn(rule), new Host(rule.routing(), Set.of(), Set.of()));
        Set<String> all = new TreeSet<>(host.guests());
        all.addAll(guests);
        RoutingRule routing = Guests.with(rule.routing(), all);
        Set<Integer> before = new TreeSet<>(references.makersOfTargets(routing.actions()));
        int step = draft.add(new RuleStep.ModifyRule(arn(rule), routing), Risk.NONE, before);
        guests.forEach(group -> makers.put(group, step));
        hosts.put(arn(rule), host.with(guests, step));
    }

    /** The steps that let these groups be checked. */
    Set<Integer> makers(Collection<String> groups) {
        Set<Integer> steps = new TreeSet<>();
        for (String group : groups) {
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

    /** What a rule is made for as long as it has guests. */
    RoutingRule withGuests(Rule rule, RoutingRule wanted) {
        Host host = hosts.get(arn(rule));
        return host == null ? wanted : Guests.with(wanted, host.guests());
    }

    /** The steps so far that let a rule go, or become something else, without harm to those it names beside. */
    Set<Integer> before(Rule rule) {
        Host host = hosts.get(arn(rule));
        return host == null ? Set.of() : usersOf(host.guests(), host.after());
    }

    /** Notes a step that changes what a rule serves. */
    void becomes(Rule rule, RoutingRule wanted, int step) {
        hosts.computeIfPresent(arn(rule), (arn, host) -> host.becoming(wanted, step));
    }

    /** Notes the step that removes a rule. */
    void goes(Rule rule, int step) {
        Host host = hosts.remove(arn(rule));
        if (host != null) {
            host.guests().forEach(group -> references.released(group, step));
        }
    }

    /** Names what was named only to be checked no longer, after all that take it over. */
    void end() {
        rules.forEach((rule, groups) -> {
            Set<Integer> after = usersOf(groups, draft.makersOf(List.of(rule)));
            int removed = draft.add(new RuleStep.DeleteRule(rule), Risk.NONE, after);
            groups.forEach(group -> references.released(group, removed));
        });
        hosts.forEach((rule, host) -> {
            Set<String> guests = host.leaving();
            if (!guests.isEmpty()) {
                Set<Integer> after = usersOf(guests, host.after());
                int restored = draft.add(new RuleStep.ModifyRule(rule, host.routing()), Risk.NONE, after);
                guests.forEach(group -> references.released(group, restored));
            }
        });
    }

    private Set<Integer> usersOf(Collection<String> groups, Collection<Integer> others) {
        Set<Integer> steps = new TreeSet<>(others);
        groups.forEach(group -> steps.addAll(users.getOrDefault(group, Set.of())));
        return steps;
    }

    private static String arn(Rule rule) {
        return Objects.requireNonNull(rule.arn(), "an observed rule has an ARN");
    }
}
