package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.core.cluster.Service;
import io.headgate.core.routing.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What requests must prove before they reach a backend. The annotations are read for every backend, but they take effect on HTTPS
 * listeners only; the Secret of the provider is not needed elsewhere.
 */
record AuthenticationWish(
        String type,
        Action.Session session,
        Optional<GoStruct> cognito,
        Optional<GoStruct> oidc,
        Optional<Action.JwtValidation> jwt,
        AnnotationReader annotations) {

    private static final long WEEK_IN_SECONDS = 604800;

    /** Reads the annotations of the Ingress and, if the backend forwards to a single Service, of that Service first. */
    static AuthenticationWish of(MemberScope scope, Optional<Service> service) {
        AnnotationReader annotations = service.map(scope::annotations).orElseGet(scope::annotations);
        Optional<GoStruct> cognito = annotations.struct(AnnotationKey.AUTH_IDP_COGNITO, "");
        Optional<GoStruct> oidc = annotations.struct(AnnotationKey.AUTH_IDP_OIDC, "");
        cognito.ifPresent(AuthenticationWish::checkCognito);
        oidc.ifPresent(AuthenticationWish::checkOidc);
        String type = annotations
                .oneOf(AnnotationKey.AUTH_TYPE, List.of("none", "cognito", "oidc"))
                .orElse("none");
        return new AuthenticationWish(
                type,
                session(annotations, extraParams(type, cognito, oidc)),
                cognito,
                oidc,
                JwtGrammar.read(scope),
                annotations);
    }

    private static Map<String, String> extraParams(String type, Optional<GoStruct> cognito, Optional<GoStruct> oidc) {
        return (type.equals("oidc") ? oidc : cognito)
                .map(provider -> provider.stringMap("authenticationRequestExtraParams"))
                .orElse(Map.of());
    }

    private static Action.Session session(AnnotationReader annotations, Map<String, String> extraParams) {
        return new Action.Session(
                annotations
                        .string(AnnotationKey.AUTH_ON_UNAUTHENTICATED_REQUEST)
                        .orElse("authenticate"),
                annotations.string(AnnotationKey.AUTH_SCOPE).orElse("openid"),
                annotations.string(AnnotationKey.AUTH_SESSION_COOKIE).orElse("AWSELBAuthSessionCookie"),
                annotations.int64(AnnotationKey.AUTH_SESSION_TIMEOUT).orElse(WEEK_IN_SECONDS),
                extraParams);
    }

    private static void checkCognito(GoStruct provider) {
        provider.string("userPoolARN");
        provider.string("userPoolClientID");
        provider.string("userPoolDomain");
        provider.stringMap("authenticationRequestExtraParams");
    }

    private static void checkOidc(GoStruct provider) {
        provider.string("issuer");
        provider.string("authorizationEndpoint");
        provider.string("tokenEndpoint");
        provider.string("userInfoEndpoint");
        provider.string("secretName");
        provider.stringMap("authenticationRequestExtraParams");
    }

    /** The actions in front of the backend's on an HTTPS listener. */
    List<Action> actions(MemberScope scope) {
        if (jwt.isPresent() && !type.equals("none")) {
            annotations.invalid(
                    AnnotationKey.JWT_VALIDATION,
                    "asks for jwt validation while auth-type is " + type + "; a rule can have one of them");
            return List.of();
        }
        return switch (type) {
            case "cognito" -> cognitoAction().stream().toList();
            case "oidc" -> oidcAction(scope).stream().toList();
            default -> jwt.<Action>map(validation -> validation).stream().toList();
        };
    }

    private Optional<Action> cognitoAction() {
        if (cognito.isEmpty()) {
            missing(AnnotationKey.AUTH_IDP_COGNITO);
        }
        return cognito.map(provider -> new Action.AuthenticateCognito(
                provider.string("userPoolARN").orElse(""),
                provider.string("userPoolClientID").orElse(""),
                provider.string("userPoolDomain").orElse(""),
                session));
    }

    private Optional<Action> oidcAction(MemberScope scope) {
        if (oidc.isEmpty()) {
            missing(AnnotationKey.AUTH_IDP_OIDC);
            return Optional.empty();
        }
        GoStruct provider = oidc.get();
        return credentials(scope, provider.string("secretName").orElse(""))
                .map(credentials -> new Action.AuthenticateOidc(
                        provider.string("issuer").orElse(""),
                        provider.string("authorizationEndpoint").orElse(""),
                        provider.string("tokenEndpoint").orElse(""),
                        provider.string("userInfoEndpoint").orElse(""),
                        credentials,
                        session));
    }

    private void missing(AnnotationKey key) {
        annotations.invalid(AnnotationKey.AUTH_TYPE, "is " + type + ", but there is no " + key.suffix());
    }

    private Optional<Action.Credentials> credentials(MemberScope scope, String name) {
        ObjectKey key = new ObjectKey(scope.key().namespace(), name);
        OidcSecret secret = scope.inputs().oidcSecrets().get(key);
        if (secret == null) {
            annotations.invalid(
                    AnnotationKey.AUTH_IDP_OIDC,
                    "names the Secret " + key
                            + ", which does not exist or may not be read; create it, with the label that"
                            + " --required-secrets-label asks for if that is set, and let the operator read it");
            return Optional.empty();
        }
        String clientId = secret.clientId();
        String hash = secret.clientSecretHash();
        if (clientId == null || hash == null) {
            annotations.invalid(
                    AnnotationKey.AUTH_IDP_OIDC,
                    "names the Secret " + key + ", which has no " + (clientId == null ? "clientID" : "clientSecret"));
            return Optional.empty();
        }
        return Optional.of(new Action.Credentials(clientId, key.toString(), hash));
    }
}
