package io.headgate.core.routing;

import java.util.List;

/** What a listener rule does, without its place: all conditions must hold, then the actions run in order. */
public record RoutingRule(List<Condition> conditions, List<Action> actions, List<Transform> transforms) {
    public RoutingRule {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
        transforms = List.copyOf(transforms);
    }

    public RoutingRule withActions(List<Action> replacement) {
        return new RoutingRule(conditions, replacement, transforms);
    }
}
