package io.headgate.core.routing;

import java.util.List;

/** The rules of one listener in order of evaluation, and what happens when none matches. */
public record RoutingTable(List<RoutingRule> rules, List<Action> defaultActions) {
    public RoutingTable {
        rules = List.copyOf(rules);
        defaultActions = List.copyOf(defaultActions);
    }
}
