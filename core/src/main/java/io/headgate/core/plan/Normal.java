package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.AuthenticateOidc;
import io.headgate.core.routing.Action.Credentials;
import io.headgate.core.routing.Action.FixedResponse;
import io.headgate.core.routing.Action.Forward;
import io.headgate.core.routing.Action.Stickiness;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of rules and actions, in which two that the load balancer treats alike are equal: order of actions, conditions of
 * different fields, forwarded target groups and transforms does not count, nor does the weight of a single target group, nor what an
 * API fills in or hides.
 */
public final class Normal {

    private Normal() {}

    /** Whether both do the same with every request, client secrets included as far as both are known. */
    public static boolean same(RoutingRule one, RoutingRule other) {
        return conditions(one).equals(conditions(other))
                && transforms(one).equals(transforms(other))
                && sameActions(one.actions(), other.actions());
    }

    public static boolean sameActions(List<Action> one, List<Action> other) {
        return actions(one).equals(actions(other)) && secretsAgree(one, other);
    }

    static boolean sameConditions(RoutingRule one, RoutingRule other) {
        return conditions(one).equals(conditions(other));
    }

    private static List<Condition> conditions(RoutingRule rule) {
        return rule.conditions().stream()
                .sorted(Comparator.comparing(Condition::field).thenComparing(Object::toString))
                .toList();
    }

    private static List<Transform> transforms(RoutingRule rule) {
        return rule.transforms().stream()
                .sorted(Comparator.comparing(Transform::type))
                .toList();
    }

    private static List<Action> actions(List<Action> actions) {
        return actions.stream()
                .map(Normal::action)
                .sorted(Comparator.comparing(Action::type))
                .toList();
    }

    private static Action action(Action action) {
        return switch (action) {
            case Forward forward -> forward(forward);
            case FixedResponse(String statusCode, String contentType, String messageBody) ->
                new FixedResponse(statusCode, emptyAsNull(contentType), emptyAsNull(messageBody));
            case AuthenticateOidc oidc ->
                oidc.withCredentials(new Credentials(oidc.credentials().clientId(), "", ""));
            case Action.Redirect redirect -> redirect;
            case Action.AuthenticateCognito cognito -> cognito;
            case Action.JwtValidation jwt -> jwt;
        };
    }

    private static Forward forward(Forward forward) {
        boolean single = forward.targetGroups().size() == 1;
        List<WeightedTargetGroup> groups = forward.targetGroups().stream()
                .map(group -> new WeightedTargetGroup(
                        group.targetGroup(), single || group.weight() == null ? 1 : group.weight()))
                .sorted(Comparator.comparing(group -> name(group.targetGroup())))
                .toList();
        return new Forward(groups, forward.stickiness().enabled() ? forward.stickiness() : Stickiness.OFF);
    }

    private static String name(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn(String arn) -> arn;
            case TargetGroupRef.InStack(String resource) -> resource;
        };
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** The API never returns a secret, so one that is not known to differ counts as equal. */
    private static boolean secretsAgree(List<Action> one, List<Action> other) {
        List<String> mine = secretHashes(one);
        List<String> theirs = secretHashes(other);
        return mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs);
    }

    private static List<String> secretHashes(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> action instanceof AuthenticateOidc oidc
                        ? Stream.of(oidc.credentials().secretHash())
                        : Stream.empty())
                .filter(hash -> !hash.isEmpty())
                .toList();
    }
}
