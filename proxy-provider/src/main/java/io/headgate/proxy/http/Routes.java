package io.headgate.proxy.http;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingDecision;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import io.headgate.proxy.http.RouteAction.Share;
import io.headgate.proxy.routing.CompiledTable;
import io.headgate.proxy.target.LiveTargetGroup;
import java.util.List;
import java.util.function.Function;

/** The rules of a listener with their actions, ready to answer. Immutable. */
public final class Routes {

    private static final RouteAction NOTHING = new RouteAction.Fixed(404, "text/plain", "");

    private final CompiledTable table;
    private final List<RouteAction> actions;
    private final RouteAction byDefault;

    private Routes(CompiledTable table, List<RouteAction> actions, RouteAction byDefault) {
        this.table = table;
        this.actions = actions;
        this.byDefault = byDefault;
    }

    /** Compiles a table. {@code groups} gives a live group for every reference. */
    public static Routes of(RoutingTable table, Function<TargetGroupRef, LiveTargetGroup> groups) {
        return new Routes(
                CompiledTable.of(table),
                table.rules().stream().map(rule -> compile(rule, groups)).toList(),
                compile(table.defaultActions(), List.of(), groups));
    }

    boolean readsHeaders() {
        return table.readsHeaders();
    }

    RouteAction route(RoutingRequest request) {
        int position = table.route(request);
        return position == RoutingDecision.DEFAULT ? byDefault : actions.get(position);
    }

    private static RouteAction compile(RoutingRule rule, Function<TargetGroupRef, LiveTargetGroup> groups) {
        return compile(rule.actions(), rule.transforms(), groups);
    }

    private static RouteAction compile(
            List<Action> actions, List<Transform> transforms, Function<TargetGroupRef, LiveTargetGroup> groups) {
        return actions.isEmpty() ? NOTHING : compile(actions.getFirst(), transforms, groups);
    }

    /** The first action decides: a check of who asks comes first, and none of them can be made yet. */
    private static RouteAction compile(
            Action action, List<Transform> transforms, Function<TargetGroupRef, LiveTargetGroup> groups) {
        return switch (action) {
            case Action.Authentication check -> new RouteAction.NotImplemented(check.type());
            case Action.Redirect redirect -> new RouteAction.Redirect(redirect);
            case Action.FixedResponse fixed -> fixed(fixed);
            case Action.Forward forward ->
                RouteAction.Forward.of(
                        forward.targetGroups().stream()
                                .map(weighted -> share(weighted, groups))
                                .toList(),
                        transforms);
        };
    }

    private static Share share(Action.WeightedTargetGroup weighted, Function<TargetGroupRef, LiveTargetGroup> groups) {
        Integer weight = weighted.weight();
        return new Share(groups.apply(weighted.targetGroup()), weight == null ? 1 : weight);
    }

    private static RouteAction fixed(Action.FixedResponse fixed) {
        String type = fixed.contentType();
        String body = fixed.messageBody();
        return new RouteAction.Fixed(
                Integer.parseInt(fixed.statusCode()), type == null ? "text/plain" : type, body == null ? "" : body);
    }
}
