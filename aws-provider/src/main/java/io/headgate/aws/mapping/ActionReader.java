package io.headgate.aws.mapping;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.Credentials;
import io.headgate.core.routing.Action.Session;
import io.headgate.core.routing.Action.Stickiness;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.TargetGroupRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateCognitoActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AuthenticateOidcActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupStickinessConfig;

/** Actions as the API returns them. */
final class ActionReader {

    private static final long SESSION_TIMEOUT = 604_800;

    private ActionReader() {}

    static Action fromApi(software.amazon.awssdk.services.elasticloadbalancingv2.model.Action api) {
        ActionTypeEnum type = api.type();
        return switch (type) {
            case FORWARD -> forward(api);
            case REDIRECT -> redirect(api.redirectConfig());
            case FIXED_RESPONSE -> fixedResponse(api.fixedResponseConfig());
            case AUTHENTICATE_OIDC -> oidc(api.authenticateOidcConfig());
            case AUTHENTICATE_COGNITO -> cognito(api.authenticateCognitoConfig());
            case JWT_VALIDATION -> jwt(api.jwtValidationConfig());
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException("the API returned an action of type " + api.typeAsString());
        };
    }

    private static Action forward(software.amazon.awssdk.services.elasticloadbalancingv2.model.Action api) {
        ForwardActionConfig config = api.forwardConfig();
        if (config == null || config.targetGroups().isEmpty()) {
            TargetGroupRef only = new TargetGroupRef.ByArn(api.targetGroupArn());
            return new Action.Forward(List.of(new WeightedTargetGroup(only, 1)), Stickiness.OFF);
        }
        List<WeightedTargetGroup> groups = config.targetGroups().stream()
                .map(group -> new WeightedTargetGroup(new TargetGroupRef.ByArn(group.targetGroupArn()), group.weight()))
                .toList();
        return new Action.Forward(groups, stickiness(config.targetGroupStickinessConfig()));
    }

    private static Stickiness stickiness(@Nullable TargetGroupStickinessConfig config) {
        return config == null || !Boolean.TRUE.equals(config.enabled())
                ? Stickiness.OFF
                : new Stickiness(true, config.durationSeconds());
    }

    private static Action redirect(RedirectActionConfig config) {
        return new Action.Redirect(
                or(config.protocol(), "#{protocol}"),
                or(config.host(), "#{host}"),
                or(config.port(), "#{port}"),
                or(config.path(), "/#{path}"),
                or(config.query(), "#{query}"),
                config.statusCodeAsString());
    }

    private static Action fixedResponse(FixedResponseActionConfig config) {
        return new Action.FixedResponse(config.statusCode(), config.contentType(), config.messageBody());
    }

    private static Action oidc(AuthenticateOidcActionConfig config) {
        Session session = new Session(
                or(config.onUnauthenticatedRequestAsString(), "authenticate"),
                or(config.scope(), "openid"),
                or(config.sessionCookieName(), "AWSELBAuthSessionCookie"),
                config.sessionTimeout() == null ? SESSION_TIMEOUT : config.sessionTimeout(),
                config.authenticationRequestExtraParams());
        return new Action.AuthenticateOidc(
                config.issuer(),
                config.authorizationEndpoint(),
                config.tokenEndpoint(),
                config.userInfoEndpoint(),
                new Credentials(config.clientId(), "", ""),
                session);
    }

    private static Action cognito(AuthenticateCognitoActionConfig config) {
        Session session = new Session(
                or(config.onUnauthenticatedRequestAsString(), "authenticate"),
                or(config.scope(), "openid"),
                or(config.sessionCookieName(), "AWSELBAuthSessionCookie"),
                config.sessionTimeout() == null ? SESSION_TIMEOUT : config.sessionTimeout(),
                config.authenticationRequestExtraParams());
        return new Action.AuthenticateCognito(
                config.userPoolArn(), config.userPoolClientId(), config.userPoolDomain(), session);
    }

    private static Action jwt(JwtValidationActionConfig config) {
        return new Action.JwtValidation(
                config.jwksEndpoint(),
                config.issuer(),
                config.additionalClaims().stream()
                        .map(claim ->
                                new Action.JwtValidation.Claim(claim.formatAsString(), claim.name(), claim.values()))
                        .toList());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
