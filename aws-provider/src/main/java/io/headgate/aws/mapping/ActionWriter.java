package io.headgate.aws.mapping;

import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.JwtValidationActionAdditionalClaim;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Actions as the API wants them: with an order, with real ARNs, and with the client secret that no value carries. */
final class ActionWriter {

    private final UnaryOperator<String> arns;
    private final ClientSecrets secrets;

    ActionWriter(UnaryOperator<String> arns, ClientSecrets secrets) {
        this.arns = arns;
        this.secrets = secrets;
    }

    List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> toApi(List<Action> actions) {
        List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Action> written = new ArrayList<>();
        for (Action action : actions) {
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.Builder api =
                    software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.builder()
                            .type(action.type())
                            .order(written.size() + 1);
            write(action, api);
            written.add(api.build());
        }
        return written;
    }

    private void write(Action action, software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.Builder api) {
        switch (action) {
            case Action.Forward forward -> forward(forward, api);
            case Action.Redirect redirect ->
                api.redirectConfig(config -> config.protocol(redirect.protocol())
                        .host(redirect.host())
                        .port(redirect.port())
                        .path(redirect.path())
                        .query(redirect.query())
                        .statusCode(redirect.statusCode()));
            case Action.FixedResponse(String statusCode, String contentType, String messageBody) ->
                api.fixedResponseConfig(config ->
                        config.statusCode(statusCode).contentType(contentType).messageBody(messageBody));
            case Action.AuthenticateOidc oidc -> oidc(oidc, api);
            case Action.AuthenticateCognito cognito -> cognito(cognito, api);
            case Action.JwtValidation jwt ->
                api.jwtValidationConfig(config -> config.jwksEndpoint(jwt.jwksEndpoint())
                        .issuer(jwt.issuer())
                        .additionalClaims(jwt.additionalClaims().stream()
                                .map(claim -> JwtValidationActionAdditionalClaim.builder()
                                        .format(claim.format())
                                        .name(claim.name())
                                        .values(claim.values())
                                        .build())
                                .toList()));
        }
    }

    private void forward(
            Action.Forward forward, software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.Builder api) {
        List<TargetGroupTuple> groups = forward.targetGroups().stream()
                .map(group -> TargetGroupTuple.builder()
                        .targetGroupArn(arn(group.targetGroup()))
                        .weight(group.weight())
                        .build())
                .toList();
        api.forwardConfig(config -> {
            config.targetGroups(groups);
            if (forward.stickiness().enabled()) {
                config.targetGroupStickinessConfig(stickiness -> stickiness
                        .enabled(true)
                        .durationSeconds(forward.stickiness().durationSeconds()));
            }
        });
    }

    private String arn(TargetGroupRef ref) {
        return switch (ref) {
            case TargetGroupRef.ByArn(String arn) -> arns.apply(arn);
            case TargetGroupRef.InStack(String resource) ->
                throw new IllegalArgumentException("unresolved target group " + resource);
        };
    }

    private void oidc(
            Action.AuthenticateOidc oidc,
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.Builder api) {
        String secret = secrets.clientSecret(oidc.credentials().secretRef()).orElse(null);
        Action.Session session = oidc.session();
        api.authenticateOidcConfig(config -> config.issuer(oidc.issuer())
                .authorizationEndpoint(oidc.authorizationEndpoint())
                .tokenEndpoint(oidc.tokenEndpoint())
                .userInfoEndpoint(oidc.userInfoEndpoint())
                .clientId(oidc.credentials().clientId())
                .clientSecret(secret)
                .useExistingClientSecret(secret == null ? true : null)
                .onUnauthenticatedRequest(session.onUnauthenticatedRequest())
                .scope(session.scope())
                .sessionCookieName(session.cookieName())
                .sessionTimeout(session.timeout())
                .authenticationRequestExtraParams(session.extraParams()));
    }

    private static void cognito(
            Action.AuthenticateCognito cognito,
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Action.Builder api) {
        Action.Session session = cognito.session();
        api.authenticateCognitoConfig(config -> config.userPoolArn(cognito.userPoolArn())
                .userPoolClientId(cognito.userPoolClientId())
                .userPoolDomain(cognito.userPoolDomain())
                .onUnauthenticatedRequest(session.onUnauthenticatedRequest())
                .scope(session.scope())
                .sessionCookieName(session.cookieName())
                .sessionTimeout(session.timeout())
                .authenticationRequestExtraParams(session.extraParams()));
    }
}
