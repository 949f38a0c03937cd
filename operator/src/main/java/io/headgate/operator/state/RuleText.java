package io.headgate.operator.state;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions and actions of rules in words.
 *
 * @param targetGroupNames from ARN to name, with whatever else is to be said of the group
 */
public record RuleText(UnaryOperator<String> targetGroupNames) {

    public static String conditions(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "any request"
                : conditions.stream().map(RuleText::condition).collect(Collectors.joining(", "));
    }

    public String actions(List<Action> actions, List<Transform> transforms) {
        return Stream.concat(
                        transforms.stream().map(RuleText::transform),
                        actions.stream().map(this::action))
                .collect(Collectors.joining(", then "));
    }

    public static String condition(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(var patterns) -> "host " + either(patterns.values());
            case Condition.PathPattern(var patterns) -> "path " + either(patterns.values());
            case Condition.HttpHeader(var name, var patterns) -> "header " + name + " " + either(patterns.values());
            case Condition.HttpRequestMethod(var methods) -> "method " + either(methods);
            case Condition.QueryString(var pairs) ->
                "query "
                        + either(pairs.stream()
                                .map(pair -> pair.key() == null ? pair.value() : pair.key() + "=" + pair.value())
                                .toList());
            case Condition.SourceIp(var cidrs) -> "source " + either(cidrs);
        };
    }

    private static String either(List<String> values) {
        return String.join(" or ", values);
    }

    private static String transform(Transform transform) {
        return transform.type() + " "
                + transform.rewrites().stream()
                        .map(rewrite -> rewrite.regex() + " => " + rewrite.replace())
                        .collect(Collectors.joining(", "));
    }

    public String action(Action action) {
        return switch (action) {
            case Action.Forward forward -> forward(forward);
            case Action.Redirect redirect ->
                "redirect " + redirect.statusCode().replace("HTTP_", "") + " to " + redirect.protocol() + "://"
                        + redirect.host() + ":" + redirect.port() + redirect.path()
                        + (redirect.query().isEmpty() ? "" : "?" + redirect.query());
            case Action.FixedResponse fixed ->
                "fixed-response " + fixed.statusCode()
                        + (fixed.messageBody() == null ? "" : " \"" + fixed.messageBody() + "\"");
            case Action.AuthenticateOidc oidc -> "authenticate at " + oidc.issuer();
            case Action.AuthenticateCognito cognito -> "authenticate at " + cognito.userPoolDomain();
            case Action.JwtValidation jwt -> "check the token of " + jwt.issuer();
        };
    }

    private String forward(Action.Forward forward) {
        boolean alone = forward.targetGroups().size() == 1;
        return "forward to "
                + forward.targetGroups().stream()
                        .map(group -> (alone ? "" : weight(group.weight()) + " x ") + name(group.targetGroup()))
                        .collect(Collectors.joining(", "))
                + (forward.stickiness().enabled() ? " (sticky)" : "");
    }

    private static int weight(@Nullable Integer weight) {
        return weight == null ? 1 : weight;
    }

    private String name(TargetGroupRef reference) {
        return switch (reference) {
            case TargetGroupRef.ByArn(String arn) -> targetGroupNames.apply(arn);
            case TargetGroupRef.InStack(String resource) -> resource;
        };
    }
}
