package io.headgate.operator.loadbalancer;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.TargetGroupRef;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules in words, as reports show them. */
final class RuleText {

    private RuleText() {}

    static String of(Condition condition) {
        return condition.field() + " "
                + switch (condition) {
                    case Condition.HostHeader(var patterns) -> patterns.values();
                    case Condition.PathPattern(var patterns) -> patterns.values();
                    case Condition.HttpHeader(var name, var patterns) -> name + " " + patterns.values();
                    case Condition.HttpRequestMethod(var methods) -> methods;
                    case Condition.QueryString(var pairs) ->
                        pairs.stream()
                                .map(pair -> pair.key() == null ? pair.value() : pair.key() + "=" + pair.value())
                                .toList();
                    case Condition.SourceIp(var cidrs) -> cidrs;
                };
    }

    static String of(Action action) {
        return switch (action) {
            case Action.Forward(var groups, var stickiness) ->
                "forward "
                        + groups.stream()
                                .map(group -> name(group.targetGroup())
                                        + (group.weight() == null ? "" : " weight " + group.weight()))
                                .collect(Collectors.joining(", "));
            case Action.Redirect redirect ->
                "redirect " + redirect.statusCode() + " " + redirect.protocol() + "://" + redirect.host() + ":"
                        + redirect.port() + redirect.path() + "?" + redirect.query();
            case Action.FixedResponse fixed -> "fixed-response " + fixed.statusCode();
            case Action.AuthenticateOidc ignored -> action.type();
            case Action.AuthenticateCognito ignored -> action.type();
            case Action.JwtValidation ignored -> action.type();
        };
    }

    /** Target groups of the stack to which the actions forward. */
    static List<String> targetGroups(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> action instanceof Action.Forward(var groups, var ignored)
                        ? groups.stream()
                        : Stream.<Action.WeightedTargetGroup>empty())
                .map(group -> group.targetGroup() instanceof TargetGroupRef.InStack(String resource) ? resource : null)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static String name(TargetGroupRef reference) {
        return switch (reference) {
            case TargetGroupRef.InStack(String resource) -> resource;
            case TargetGroupRef.ByArn(String arn) -> arn;
        };
    }
}
