package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleReach;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which target groups of a listener get the requests now that a rule of the desired listener is going to take. Names rather too many
 * than too few. Immutable.
 */
final class Incumbents {

    private final List<RoutingRule> desired;
    private final List<RoutingRule> present;
    private final List<Action> defaultActions;

    Incumbents(Listener desired, Listener present) {
        this.desired = desired.rules().stream().map(Rule::routing).toList();
        this.present = present.rules().stream()
                .filter(rule -> !Warming.isWarming(rule))
                .sorted(Comparator.comparingInt(Rule::priority))
                .map(Rule::routing)
                .toList();
        this.defaultActions = present.defaultActions();
    }

    /** Those that get what no rule takes. */
    Set<String> ofDefault() {
        return Forwards.serving(defaultActions);
    }

    /** Those that get what a desired rule takes. A rule that goes on before it keeps what it has. */
    Set<String> of(RoutingRule wanted) {
        RuleReach reach = RuleReach.of(wanted);
        List<RoutingRule> before = before(wanted);
        Set<String> groups = new TreeSet<>();
        for (RoutingRule rule : present) {
            if (Normal.sameConditions(rule, wanted)) {
                return Forwards.serving(rule.actions());
            }
            if (Disjoint.rules(rule, wanted)) {
                continue;
            }
            if (before.stream().noneMatch(earlier -> Normal.sameConditions(earlier, rule))) {
                groups.addAll(Forwards.serving(rule.actions()));
            }
            if (RuleReach.of(rule).covers(reach)) {
                return groups;
            }
        }
        groups.addAll(ofDefault());
        return groups;
    }

    private List<RoutingRule> before(RoutingRule wanted) {
        int position = desired.indexOf(wanted);
        return position < 0 ? List.of() : desired.subList(0, position);
    }
}
