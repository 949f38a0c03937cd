package io.headgate.core.plan;

import io.headgate.core.quota.Limits;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets the target groups of one load balancer be health checked before they get requests that another one serves until then. A load
 * balancer checks only groups that some action names; so as long as nothing else names them, {@link WarmPlaces} do. Not for more than one
 * thread.
 */
final class Warming {

    private final References references;
    private final List<Change> changes;
    private final WarmPlaces places;
    private final Limits limits;
    private final Set<String> serving = new HashSet<>();
    private final Set<String> unwarmed = new HashSet<>();

    /**
     * A listener that stays.
     *
     * @param wanted with ARNs
     * @param present without guests
     * @param guests what rules of ours name beside what they serve
     */
    record Change(Listener wanted, Listener present, Map<Rule, Set<String>> guests, Incumbents incumbents) {

        /** @param found as it was observed */
        static Change of(Listener wanted, Listener found, References references) {
            Listener present = Guests.without(found, wanted);
            Map<Rule, Set<String>> guests = new HashMap<>();
            for (int index = 0; index < found.rules().size(); index++) {
                Set<String> named = Guests.of(found.rules().get(index), wanted);
                if (!named.isEmpty()
                        && references.tracks(found.rules().get(index).tags())) {
                    guests.put(present.rules().get(index), named);
                }
            }
            return new Change(wanted, present, guests, new Incumbents(wanted, present));
        }

        /** What its rules and its default action name, to serve or not. */
        Set<String> named() {
            Set<String> named = Forwards.of(present);
            guests.values().forEach(named::addAll);
            return named;
        }
    }

    Warming(Draft draft, Policy policy, References references, List<Change> changes) {
        this.references = references;
        this.changes = List.copyOf(changes);
        this.places = new WarmPlaces(draft, policy, references, changes);
        this.limits = policy.limits();
        for (Change change : changes) {
            serving.addAll(Forwards.serving(change.present().defaultActions()));
            change.present().rules().stream()
                    .filter(rule -> !WarmPlaces.isWarming(rule))
                    .forEach(rule ->
                            serving.addAll(Forwards.serving(rule.routing().actions())));
        }
    }

    /**
     * Makes places for the groups that need them.
     *
     * @param fresh listeners that are made by the same plan
     * @param room for rules beside those that are there and those that come
     */
    void begin(Collection<Listener> fresh, RuleRoom room) {
        Set<String> checked = new TreeSet<>();
        changes.forEach(change -> checked.addAll(change.named()));
        int free = Math.max(0, limits.of(Quota.TARGET_GROUPS_OF_LOAD_BALANCER) - checked.size());
        fresh.forEach(listener -> checked.addAll(Forwards.of(listener)));
        List<String> all = List.copyOf(cold(checked, room.lacking() > 0));
        List<String> cold = all.subList(0, Math.min(free, all.size()));
        unwarmed.addAll(all.subList(cold.size(), all.size()));
        if (room.take(WarmPlaces.rulesOf(cold.size()))) {
            for (int from = 0; from < cold.size(); from += Guests.GROUPS_OF_ACTION) {
                places.makeRule(cold.subList(from, Math.min(cold.size(), from + Guests.GROUPS_OF_ACTION)));
            }
        } else {
            unwarmed.addAll(places.makeGuests(cold));
        }
    }

    WarmPlaces places() {
        return places;
    }

    /** @param tight whether rules may have to wait for others to go: then nobody knows yet what else waits */
    private Set<String> cold(Set<String> checked, boolean tight) {
        Set<String> cold = new TreeSet<>();
        Set<String> soon = new HashSet<>(checked);
        for (Change change : changes) {
            if (!checked.containsAll(Forwards.of(change.wanted()))) {
                List<Use> uses = uses(change, tight);
                uses.forEach(use -> cold.addAll(arriving(use.gates())));
                if (!tight) {
                    unheld(uses)
                            .forEach(use -> soon.addAll(Forwards.of(use.rule().actions())));
                }
            }
        }
        cold.removeAll(soon);
        return cold;
    }

    /** A rule that is made or changed, and what that waits for; the default action as a rule without conditions. */
    private record Use(RoutingRule rule, Set<Gate> gates) {}

    private List<Use> uses(Change change, boolean tight) {
        List<Use> uses = new ArrayList<>();
        Set<Gate> leaving = leaving(change, tight);
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

    /**
     * What rules wait for that go or take something else, for the sake of those that get what they leave. One whose conditions stay does
     * neither, unless it has to go to make room.
     */
    private Set<Gate> leaving(Change change, boolean tight) {
        Set<Gate> gates = new HashSet<>();
        for (Rule rule : change.present().rules()) {
            RoutingRule going = rule.routing();
            if (!WarmPlaces.isWarming(rule)
                    && change.wanted().rules().stream()
                            .noneMatch(wanted -> tight
                                    ? Normal.same(wanted.routing(), going)
                                    : Normal.sameConditions(wanted.routing(), going))) {
                gates.addAll(gatesBetween(
                        Forwards.answering(going.actions()), change.incumbents().successors(going)));
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
            if (gate instanceof Gate.TargetsHealthy(String group, var _, boolean _)) {
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
                incumbents.forEach(former -> gates.add(new Gate.TargetsHealthy(
                        group, former.equals(Forwards.ITSELF) ? null : former, serving.contains(group))));
            }
            if (!incumbents.contains(group)) {
                gates.addAll(references.takeover(group));
            }
        }
        return gates;
    }

    /** The steps that let the groups of these gates be checked. */
    Set<Integer> makers(Set<Gate> gates) {
        return places.makers(arriving(gates));
    }
}
