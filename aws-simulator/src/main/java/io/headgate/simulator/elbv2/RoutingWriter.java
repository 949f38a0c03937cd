package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.Transform;
import io.headgate.simulator.api.Tree;
import java.util.List;

/** Writes actions, conditions and transforms as the API returns them. */
final class RoutingWriter {

    private RoutingWriter() {}

    static ArrayNode actions(List<Action> actions) {
        ArrayNode list = Tree.texts(List.of());
        for (int i = 0; i < actions.size(); i++) {
            list.add(action(actions.get(i)).put("Order", i + 1));
        }
        return list;
    }

    private static ObjectNode action(Action action) {
        ObjectNode node = Tree.node().put("Type", action.type());
        switch (action) {
            case Action.Forward forward -> forward(node, forward);
            case Action.Redirect redirect ->
                node.putObject("RedirectConfig")
                        .put("Protocol", redirect.protocol())
                        .put("Port", redirect.port())
                        .put("Host", redirect.host())
                        .put("Path", redirect.path())
                        .put("Query", redirect.query())
                        .put("StatusCode", redirect.statusCode());
            case Action.FixedResponse fixed ->
                node.putObject("FixedResponseConfig")
                        .put("MessageBody", fixed.messageBody())
                        .put("StatusCode", fixed.statusCode())
                        .put("ContentType", fixed.contentType());
            case Action.AuthenticateOidc oidc -> {
                ObjectNode config = node.putObject("AuthenticateOidcConfig")
                        .put("Issuer", oidc.issuer())
                        .put("AuthorizationEndpoint", oidc.authorizationEndpoint())
                        .put("TokenEndpoint", oidc.tokenEndpoint())
                        .put("UserInfoEndpoint", oidc.userInfoEndpoint())
                        .put("ClientId", oidc.credentials().clientId());
                session(config, oidc.session());
            }
            case Action.AuthenticateCognito cognito -> {
                ObjectNode config = node.putObject("AuthenticateCognitoConfig")
                        .put("UserPoolArn", cognito.userPoolArn())
                        .put("UserPoolClientId", cognito.userPoolClientId())
                        .put("UserPoolDomain", cognito.userPoolDomain());
                session(config, cognito.session());
            }
            case Action.JwtValidation jwt -> {
                ObjectNode config = node.putObject("JwtValidationConfig")
                        .put("JwksEndpoint", jwt.jwksEndpoint())
                        .put("Issuer", jwt.issuer());
                config.set("AdditionalClaims", Tree.list(jwt.additionalClaims(), RoutingWriter::claim));
            }
        }
        return node;
    }

    private static ObjectNode claim(Action.JwtValidation.Claim claim) {
        ObjectNode node = Tree.node().put("Format", claim.format()).put("Name", claim.name());
        node.set("Values", Tree.texts(claim.values()));
        return node;
    }

    private static void forward(ObjectNode node, Action.Forward forward) {
        if (forward.targetGroups().size() == 1) {
            node.put(
                    "TargetGroupArn",
                    LoadBalancing.arnOf(forward.targetGroups().getFirst().targetGroup()));
        }
        ObjectNode config = node.putObject("ForwardConfig");
        config.set(
                "TargetGroups",
                Tree.list(
                        forward.targetGroups(),
                        each -> Tree.node()
                                .put("TargetGroupArn", LoadBalancing.arnOf(each.targetGroup()))
                                .put("Weight", each.weight())));
        config.putObject("TargetGroupStickinessConfig")
                .put("Enabled", forward.stickiness().enabled())
                .put("DurationSeconds", forward.stickiness().durationSeconds());
    }

    private static void session(ObjectNode config, Action.Session session) {
        config.put("SessionCookieName", session.cookieName())
                .put("Scope", session.scope())
                .put("SessionTimeout", session.timeout())
                .put("OnUnauthenticatedRequest", session.onUnauthenticatedRequest());
        if (!session.extraParams().isEmpty()) {
            ObjectNode wrapper = config.putObject("AuthenticationRequestExtraParams");
            session.extraParams()
                    .forEach((key, value) -> wrapper.withArray("/entry")
                            .addObject()
                            .put("key", key)
                            .put("value", value));
        }
    }

    static ArrayNode conditions(List<Condition> conditions) {
        return Tree.list(conditions, RoutingWriter::condition);
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode node = Tree.node().put("Field", condition.field());
        switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> patterns(node, "HostHeaderConfig", patterns);
            case Condition.PathPattern(Patterns patterns) -> patterns(node, "PathPatternConfig", patterns);
            case Condition.HttpHeader(String name, Patterns patterns) ->
                config(node.putObject("HttpHeaderConfig").put("HttpHeaderName", name), patterns);
            case Condition.HttpRequestMethod(List<String> methods) ->
                node.putObject("HttpRequestMethodConfig").set("Values", Tree.texts(methods));
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                node.putObject("QueryStringConfig")
                        .set(
                                "Values",
                                Tree.list(
                                        pairs,
                                        pair -> Tree.node()
                                                .put("Key", pair.key())
                                                .put("Value", pair.value())));
            case Condition.SourceIp(List<String> cidrs) ->
                node.putObject("SourceIpConfig").set("Values", Tree.texts(cidrs));
        }
        return node;
    }

    /** Values of hosts and paths come twice: in their configuration and in the older member {@code Values}. */
    private static void patterns(ObjectNode node, String name, Patterns patterns) {
        if (patterns instanceof Patterns.Wildcards(List<String> values)) {
            node.set("Values", Tree.texts(values));
        }
        config(node.putObject(name), patterns);
    }

    private static void config(ObjectNode config, Patterns patterns) {
        switch (patterns) {
            case Patterns.Wildcards(List<String> values) -> config.set("Values", Tree.texts(values));
            case Patterns.Regexes(List<String> values) -> config.set("RegexValues", Tree.texts(values));
        }
    }

    static ArrayNode transforms(List<Transform> transforms) {
        return Tree.list(transforms, transform -> {
            ObjectNode node = Tree.node().put("Type", transform.type());
            String config = switch (transform) {
                case Transform.UrlRewrite _ -> "UrlRewriteConfig";
                case Transform.HostHeaderRewrite _ -> "HostHeaderRewriteConfig";
            };
            node.putObject(config)
                    .set(
                            "Rewrites",
                            Tree.list(
                                    transform.rewrites(),
                                    rewrite -> Tree.node()
                                            .put("Regex", rewrite.regex())
                                            .put("Replace", rewrite.replace())));
            return node;
        });
    }
}
