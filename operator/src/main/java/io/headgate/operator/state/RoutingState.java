package io.headgate.operator.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Conditions, actions and transforms in the normal form. */
final class RoutingState {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final StateNames names;

    RoutingState(StateNames names) {
        this.names = names;
    }

    ArrayNode conditions(List<Condition> conditions) {
        ArrayNode array = NODES.arrayNode();
        conditions.stream()
                .map(RoutingState::condition)
                .sorted(Comparator.comparing(
                                (ObjectNode node) -> node.path("field").asText())
                        .thenComparing(node -> node.path("headerName").asText())
                        .thenComparing(node -> node.path("values").toString()))
                .forEach(array::add);
        return array;
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode node = NODES.objectNode().put("field", condition.field());
        switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> patterns(node, patterns);
            case Condition.PathPattern(Patterns patterns) -> patterns(node, patterns);
            case Condition.HttpHeader(String name, Patterns patterns) ->
                patterns(node.put("headerName", name), patterns);
            case Condition.HttpRequestMethod(var methods) -> node.set("values", texts(methods));
            case Condition.SourceIp(var cidrs) -> node.set("values", texts(cidrs));
            case Condition.QueryString(var pairs) -> {
                ArrayNode values = node.putArray("values");
                for (Condition.QueryString.Pair pair : pairs) {
                    ObjectNode value = values.addObject();
                    if (pair.key() != null) {
                        value.put("key", pair.key());
                    }
                    value.put("value", pair.value());
                }
            }
        }
        return node;
    }

    private static void patterns(ObjectNode node, Patterns patterns) {
        String field = switch (patterns) {
            case Patterns.Wildcards ignored -> "values";
            case Patterns.Regexes ignored -> "regexValues";
        };
        node.set(field, texts(patterns.values()));
    }

    ArrayNode transforms(List<Transform> transforms) {
        ArrayNode array = NODES.arrayNode();
        transforms.stream().sorted(Comparator.comparing(Transform::type)).forEach(transform -> {
            ObjectNode node = array.addObject().put("type", transform.type());
            ArrayNode rewrites = node.putArray("rewrites");
            transform
                    .rewrites()
                    .forEach(rewrite ->
                            rewrites.addObject().put("regex", rewrite.regex()).put("replace", rewrite.replace()));
        });
        return array;
    }

    ArrayNode actions(List<Action> actions) {
        ArrayNode array = NODES.arrayNode();
        actions.forEach(action -> array.add(action(action)));
        return array;
    }

    private ObjectNode action(Action action) {
        ObjectNode node = NODES.objectNode().put("type", action.type());
        switch (action) {
            case Action.Forward forward -> forward(node, forward);
            case Action.Redirect redirect ->
                node.put("host", redirect.host())
                        .put("path", redirect.path())
                        .put("port", redirect.port())
                        .put("protocol", redirect.protocol())
                        .put("query", redirect.query())
                        .put("statusCode", redirect.statusCode());
            case Action.FixedResponse response -> fixedResponse(node, response);
            case Action.AuthenticateCognito cognito ->
                session(
                        node.put("userPoolArn", cognito.userPoolArn())
                                .put("userPoolClientId", cognito.userPoolClientId())
                                .put("userPoolDomain", cognito.userPoolDomain()),
                        cognito.session());
            case Action.AuthenticateOidc oidc ->
                session(
                        node.put("issuer", oidc.issuer())
                                .put("authorizationEndpoint", oidc.authorizationEndpoint())
                                .put("tokenEndpoint", oidc.tokenEndpoint())
                                .put("userInfoEndpoint", oidc.userInfoEndpoint())
                                .put("clientId", "<redacted>"),
                        oidc.session());
            case Action.JwtValidation jwt -> jwt(node, jwt);
        }
        return node;
    }

    private void forward(ObjectNode node, Action.Forward forward) {
        boolean single = forward.targetGroups().size() == 1;
        ArrayNode groups = node.putArray("targetGroups");
        forward.targetGroups().stream()
                .map(group -> weighted(group, single))
                .sorted(Comparator.comparing(RoutingState::targetGroupName))
                .forEach(groups::add);
        Action.Stickiness stickiness = forward.stickiness();
        if (stickiness.enabled()) {
            ObjectNode written = node.putObject("stickiness").put("enabled", true);
            if (stickiness.durationSeconds() != null) {
                written.put("durationSeconds", stickiness.durationSeconds());
            }
        }
    }

    private static String targetGroupName(ObjectNode group) {
        return group.path("targetGroup").asText()
                + group.path("targetGroupName").asText()
                + group.path("targetGroupArn").asText();
    }

    private ObjectNode weighted(Action.WeightedTargetGroup group, boolean single) {
        ObjectNode node = NODES.objectNode();
        switch (group.targetGroup()) {
            case TargetGroupRef.InStack(String resource) -> node.put("targetGroup", resource);
            case TargetGroupRef.ByArn(String arn)
            when !names.targetGroup(arn).isEmpty() -> node.put("targetGroupName", names.targetGroup(arn));
            case TargetGroupRef.ByArn(String arn) -> node.put("targetGroupArn", arn);
        }
        Integer weight = group.weight();
        return node.put("weight", single || weight == null ? 1 : weight);
    }

    private static void fixedResponse(ObjectNode node, Action.FixedResponse response) {
        if (response.contentType() != null) {
            node.put("contentType", response.contentType());
        }
        if (response.messageBody() != null && !response.messageBody().isEmpty()) {
            node.put("messageBody", response.messageBody());
        }
        node.put("statusCode", response.statusCode());
    }

    private static void session(ObjectNode node, Action.Session session) {
        node.put("onUnauthenticatedRequest", session.onUnauthenticatedRequest())
                .put("scope", session.scope())
                .put("sessionCookieName", session.cookieName())
                .put("sessionTimeout", session.timeout());
        if (!session.extraParams().isEmpty()) {
            ObjectNode params = node.putObject("extraParams");
            new TreeMap<>(session.extraParams()).forEach(params::put);
        }
    }

    private static void jwt(ObjectNode node, Action.JwtValidation jwt) {
        node.put("jwksEndpoint", jwt.jwksEndpoint()).put("issuer", jwt.issuer());
        if (!jwt.additionalClaims().isEmpty()) {
            ArrayNode claims = node.putArray("additionalClaims");
            jwt.additionalClaims()
                    .forEach(claim -> claims.addObject()
                            .put("format", claim.format())
                            .put("name", claim.name())
                            .set("values", texts(claim.values())));
        }
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
