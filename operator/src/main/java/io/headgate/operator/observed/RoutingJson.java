package io.headgate.operator.observed;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.Session;
import io.headgate.core.routing.Action.Stickiness;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import java.util.ArrayList;
import java.util.List;

/** Conditions, actions and transforms of rules as ELBv2 describes them. */
final class RoutingJson {

    private static final long SESSION_TIMEOUT = 604_800;

    private RoutingJson() {}

    static List<Condition> conditions(JsonNode array) {
        List<Condition> conditions = new ArrayList<>();
        array.forEach(api -> conditions.add(condition(api)));
        return conditions;
    }

    private static Condition condition(JsonNode api) {
        String field = Json.text(api, "Field", "");
        return switch (field) {
            case "host-header" -> new Condition.HostHeader(patterns(api, "HostHeaderConfig"));
            case "path-pattern" -> new Condition.PathPattern(patterns(api, "PathPatternConfig"));
            case "http-header" ->
                new Condition.HttpHeader(
                        Json.text(api.path("HttpHeaderConfig"), "HttpHeaderName", ""),
                        patterns(api, "HttpHeaderConfig"));
            case "http-request-method" ->
                new Condition.HttpRequestMethod(
                        Json.texts(api.path("HttpRequestMethodConfig").path("Values")));
            case "query-string" ->
                new Condition.QueryString(pairs(api.path("QueryStringConfig").path("Values")));
            case "source-ip" ->
                new Condition.SourceIp(Json.texts(api.path("SourceIpConfig").path("Values")));
            default -> throw new IllegalArgumentException("unknown condition field " + field);
        };
    }

    private static Patterns patterns(JsonNode api, String name) {
        JsonNode config = api.has(name) ? api.path(name) : api;
        List<String> regexes = Json.texts(config.path("RegexValues"));
        return regexes.isEmpty()
                ? new Patterns.Wildcards(Json.texts(config.path("Values")))
                : new Patterns.Regexes(regexes);
    }

    private static List<Condition.QueryString.Pair> pairs(JsonNode array) {
        List<Condition.QueryString.Pair> pairs = new ArrayList<>();
        array.forEach(pair ->
                pairs.add(new Condition.QueryString.Pair(Json.text(pair, "Key"), Json.text(pair, "Value", ""))));
        return pairs;
    }

    static List<Action> actions(JsonNode array) {
        List<Action> actions = new ArrayList<>();
        array.forEach(api -> actions.add(action(api)));
        return actions;
    }

    private static Action action(JsonNode api) {
        String type = Json.text(api, "Type", "");
        return switch (type) {
            case "forward" -> forward(api);
            case "redirect" -> redirect(api.path("RedirectConfig"));
            case "fixed-response" -> fixedResponse(api.path("FixedResponseConfig"));
            case "authenticate-oidc" -> oidc(api.path("AuthenticateOidcConfig"));
            case "authenticate-cognito" -> cognito(api.path("AuthenticateCognitoConfig"));
            case "jwt-validation" -> jwt(api.path("JwtValidationConfig"));
            default -> throw new IllegalArgumentException("unknown action type " + type);
        };
    }

    private static Action forward(JsonNode api) {
        JsonNode config = api.path("ForwardConfig");
        List<WeightedTargetGroup> groups = new ArrayList<>();
        config.path("TargetGroups")
                .forEach(group -> groups.add(new WeightedTargetGroup(
                        new TargetGroupRef.ByArn(Json.text(group, "TargetGroupArn", "")),
                        Json.number(group, "Weight"))));
        if (groups.isEmpty()) {
            groups.add(new WeightedTargetGroup(new TargetGroupRef.ByArn(Json.text(api, "TargetGroupArn", "")), 1));
        }
        JsonNode stickiness = config.path("TargetGroupStickinessConfig");
        return new Action.Forward(
                groups,
                stickiness.path("Enabled").asBoolean()
                        ? new Stickiness(true, Json.number(stickiness, "DurationSeconds"))
                        : Stickiness.OFF);
    }

    private static Action redirect(JsonNode config) {
        return new Action.Redirect(
                Json.text(config, "Protocol", "#{protocol}"),
                Json.text(config, "Host", "#{host}"),
                Json.text(config, "Port", "#{port}"),
                Json.text(config, "Path", "/#{path}"),
                Json.text(config, "Query", "#{query}"),
                Json.text(config, "StatusCode", ""));
    }

    private static Action fixedResponse(JsonNode config) {
        return new Action.FixedResponse(
                Json.text(config, "StatusCode", ""),
                Json.text(config, "ContentType"),
                Json.text(config, "MessageBody"));
    }

    private static Action oidc(JsonNode config) {
        return new Action.AuthenticateOidc(
                Json.text(config, "Issuer", ""),
                Json.text(config, "AuthorizationEndpoint", ""),
                Json.text(config, "TokenEndpoint", ""),
                Json.text(config, "UserInfoEndpoint", ""),
                new Action.Credentials(Json.text(config, "ClientId", ""), "", ""),
                session(config));
    }

    private static Action cognito(JsonNode config) {
        return new Action.AuthenticateCognito(
                Json.text(config, "UserPoolArn", ""),
                Json.text(config, "UserPoolClientId", ""),
                Json.text(config, "UserPoolDomain", ""),
                session(config));
    }

    private static Session session(JsonNode config) {
        return new Session(
                Json.text(config, "OnUnauthenticatedRequest", "authenticate"),
                Json.text(config, "Scope", "openid"),
                Json.text(config, "SessionCookieName", "AWSELBAuthSessionCookie"),
                config.path("SessionTimeout").asLong(SESSION_TIMEOUT),
                Json.map(config.path("AuthenticationRequestExtraParams")));
    }

    private static Action jwt(JsonNode config) {
        List<Action.JwtValidation.Claim> claims = new ArrayList<>();
        config.path("AdditionalClaims")
                .forEach(claim -> claims.add(new Action.JwtValidation.Claim(
                        Json.text(claim, "Format", ""),
                        Json.text(claim, "Name", ""),
                        Json.texts(claim.path("Values")))));
        return new Action.JwtValidation(Json.text(config, "JwksEndpoint", ""), Json.text(config, "Issuer", ""), claims);
    }

    static List<Transform> transforms(JsonNode array) {
        List<Transform> transforms = new ArrayList<>();
        for (JsonNode api : array) {
            String type = Json.text(api, "Type", "");
            transforms.add(
                    switch (type) {
                        case "url-rewrite" ->
                            new Transform.UrlRewrite(
                                    rewrites(api.path("UrlRewriteConfig").path("Rewrites")));
                        case "host-header-rewrite" ->
                            new Transform.HostHeaderRewrite(
                                    rewrites(api.path("HostHeaderRewriteConfig").path("Rewrites")));
                        default -> throw new IllegalArgumentException("unknown transform type " + type);
                    });
        }
        return transforms;
    }

    private static List<Transform.Rewrite> rewrites(JsonNode array) {
        List<Transform.Rewrite> rewrites = new ArrayList<>();
        array.forEach(rewrite -> rewrites.add(
                new Transform.Rewrite(Json.text(rewrite, "Regex", ""), Json.text(rewrite, "Replace", ""))));
        return rewrites;
    }
}
