package io.headgate.core.routing;

import java.util.List;

/**
 * What a listener does with a request.
 *
 * @param position index of the rule in its table, {@link #DEFAULT} when no rule matched
 * @param actions of the rule, or the default actions of the listener
 * @param transforms of the rule; the default has none
 */
public record RoutingDecision(int position, List<Action> actions, List<Transform> transforms) {
    /** The position of the default rule, which has none. */
    public static final int DEFAULT = -1;

    public RoutingDecision {
        actions = List.copyOf(actions);
        transforms = List.copyOf(transforms);
    }
}
