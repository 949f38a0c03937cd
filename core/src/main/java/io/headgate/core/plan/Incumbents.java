package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleReach;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which target groups of a listener get the requests now that a rule of the desired listener is going to take, and the other way round.
 * Names rather too many than too few. Immutable.
 */
final class Incumbents {

    private final List<RoutingRule> desired;
    private final List<RoutingRule> present;
    private final List<Action> defaultActions;
    private final List<Action> desiredDefaults;

    Incumbents(Listener desired, Listener present) {
        this.desired = desired.rules().stream().map(Rule::routing).toList();
        this.present = present.rules().stream()
                .filter(rule -> !WarmPlaces.isWarming(rule))
                .sorted(Comparator.comparingInt(Rule::priority))
                .map(Rule::routing)
                .toList();
        this.defaultActions = present.defaultActions();
        this.desiredDefaults = desired.defaultActions();
    }

    /** Those that get what no rule takes. */
    Set<Set<String>> ofDefault() {
        return Set.of(Forwards.answeringTheRest(defaultActions));
    }

    /** Those that get what a desired rule takes, for each rule that takes some of it. A rule that goes on before it keeps what it has. */
    Set<Set<String>> of(RoutingRule wanted) {
        RuleReach reach = RuleReach.of(wanted);
        List<RoutingRule> before = before(wanted);
        Set<Set<String>> groups = new HashSet<>();
        for (RoutingRule rule : present) {
            if (Disjoint.rules(rule, wanted)) {
                continue;
            }
            if (before.stream().noneMatch(earlier -> Normal.sameConditions(earlier, rule))) {
                groups.add(Forwards.answering(rule.actions()));
            }
            if (RuleReach.of(rule).covers(reach)) {
                return groups;
            }
        }
        groups.add(Forwards.answeringTheRest(defaultActions));
        return groups;
    }

    private List<RoutingRule> before(RoutingRule wanted) {
        int position = desired.indexOf(wanted);
        return position < 0 ? List.of() : desired.subList(0, position);
    }

    /** Those that get what a rule takes now, once it does not any more. */
    Set<String> successors(RoutingRule going) {
        RuleReach reach = RuleReach.of(going);
        int position = present.indexOf(going);
        List<RoutingRule> before = position < 0 ? List.of() : present.subList(0, position);
        Set<String> groups = new TreeSet<>();
        for (RoutingRule rule : desired) {
            if (Disjoint.rules(rule, going)
                    || before.stream().anyMatch(earlier -> Normal.sameConditions(earlier, rule))) {
                continue;
            }
            groups.addAll(Forwards.serving(rule.actions()));
            if (RuleReach.of(rule).covers(reach)) {
                return groups;
            }
        }
        groups.addAll(Forwards.serving(desiredDefaults));
        return groups;
    }
}
