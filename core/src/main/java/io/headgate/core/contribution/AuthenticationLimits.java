package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.JwtValidation.Claim;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What AWS refuses of actions that let requests pass or not, as far as listeners have them (ELBv2 API, {@code Action}). */
final class AuthenticationLimits {
    private static final int MOST_PARAMETERS = 10;
    private static final int MOST_CLAIMS = 10;
    private static final int MOST_VALUES = 10;
    private static final int LONGEST = 256;
    private static final Set<String> FORMATS = Set.of("single-string", "string-array", "space-separated-values");
    /** These are checked anyway. */
    private static final Set<String> OWN_CLAIMS = Set.of("exp", "iss", "nbf", "iat");

    private final MemberScope scope;
    private final Contribution contribution;

    AuthenticationLimits(MemberScope scope, Contribution contribution) {
        this.scope = scope;
        this.contribution = contribution;
    }

    void check() {
        contribution.listeners().stream()
                .flatMap(AuthenticationLimits::actions)
                .filter(Action.Authentication.class::isInstance)
                .map(Action.Authentication.class::cast)
                .distinct()
                .forEach(this::check);
    }

    private static Stream<Action> actions(ListenerPart listener) {
        return Stream.concat(
                listener.defaultActions().stream(),
                listener.rules().stream().flatMap(rule -> rule.routing().actions().stream()));
    }

    private void check(Action.Authentication action) {
        switch (action) {
            case Action.AuthenticateOidc oidc -> {
                https(AnnotationKey.AUTH_IDP_OIDC, "authorizationEndpoint", oidc.authorizationEndpoint());
                https(AnnotationKey.AUTH_IDP_OIDC, "tokenEndpoint", oidc.tokenEndpoint());
                https(AnnotationKey.AUTH_IDP_OIDC, "userInfoEndpoint", oidc.userInfoEndpoint());
                filled(AnnotationKey.AUTH_IDP_OIDC, "issuer", oidc.issuer());
                check(oidc.session(), AnnotationKey.AUTH_IDP_OIDC);
            }
            case Action.AuthenticateCognito cognito -> {
                if (!cognito.userPoolArn().contains(":userpool/")) {
                    invalid(
                            AnnotationKey.AUTH_IDP_COGNITO,
                            "has the userPoolARN \"" + cognito.userPoolArn()
                                    + "\", which is not the ARN of a user pool");
                }
                filled(AnnotationKey.AUTH_IDP_COGNITO, "userPoolClientID", cognito.userPoolClientId());
                filled(AnnotationKey.AUTH_IDP_COGNITO, "userPoolDomain", cognito.userPoolDomain());
                check(cognito.session(), AnnotationKey.AUTH_IDP_COGNITO);
            }
            case Action.JwtValidation jwt -> check(jwt);
        }
    }

    private void check(Action.Session session, AnnotationKey provider) {
        limited(AnnotationKey.AUTH_ON_UNAUTHENTICATED_REQUEST, session.onUnauthenticatedRequest());
        limited(AnnotationKey.AUTH_SESSION_COOKIE, session.cookieName());
        limited(AnnotationKey.AUTH_SESSION_TIMEOUT, Long.toString(session.timeout()));
        if (session.extraParams().size() > MOST_PARAMETERS) {
            invalid(
                    provider,
                    "has " + session.extraParams().size() + " authenticationRequestExtraParams; at most "
                            + MOST_PARAMETERS + " are allowed");
        }
    }

    private void check(Action.JwtValidation jwt) {
        https(AnnotationKey.JWT_VALIDATION, "jwksEndpoint", jwt.jwksEndpoint());
        shortEnough("jwksEndpoint", jwt.jwksEndpoint());
        shortEnough("issuer", jwt.issuer());
        if (jwt.additionalClaims().size() > MOST_CLAIMS) {
            invalid(
                    AnnotationKey.JWT_VALIDATION,
                    "has " + jwt.additionalClaims().size() + " additionalClaims; at most " + MOST_CLAIMS
                            + " are allowed");
        }
        jwt.additionalClaims().forEach(this::check);
    }

    private void check(Claim claim) {
        if (!FORMATS.contains(claim.format())) {
            invalid(
                    AnnotationKey.JWT_VALIDATION,
                    "has a claim of format \"" + claim.format()
                            + "\", which is none of single-string, string-array, space-separated-values");
        }
        if (OWN_CLAIMS.contains(claim.name())) {
            invalid(AnnotationKey.JWT_VALIDATION, "has the claim " + claim.name() + ", which is checked anyway");
        }
        if (claim.values().size() > MOST_VALUES) {
            invalid(
                    AnnotationKey.JWT_VALIDATION,
                    "has " + claim.values().size() + " values for the claim " + claim.name() + "; at most "
                            + MOST_VALUES + " are allowed");
        }
        for (String value : claim.values()) {
            shortEnough("value of the claim " + claim.name(), value);
            if (claim.format().equals("space-separated-values") && value.contains(" ")) {
                invalid(
                        AnnotationKey.JWT_VALIDATION,
                        "has the value \"" + value + "\" for the claim " + claim.name()
                                + ", which holds a space although spaces separate the values");
            }
        }
    }

    private void shortEnough(String what, String text) {
        if (text.length() > LONGEST) {
            invalid(
                    AnnotationKey.JWT_VALIDATION,
                    "has a " + what + " of " + text.length() + " characters; at most " + LONGEST + " are allowed");
        }
    }

    private void https(AnnotationKey key, String field, String url) {
        if (!url.startsWith("https://")) {
            invalid(key, "has the " + field + " \"" + url + "\", which does not begin with https://");
        }
    }

    private void filled(AnnotationKey key, String field, String value) {
        if (value.isEmpty()) {
            invalid(key, "has no " + field);
        }
    }

    private void limited(AnnotationKey key, String value) {
        Catalogue.entry(key)
                .limit()
                .complaints(value)
                .forEach(complaint -> owner(key).complain(key, "", complaint));
    }

    private void invalid(AnnotationKey key, String message) {
        owner(key).invalid(key, message);
    }

    /** The annotations of the Service that has the key, since it wins; else those of the Ingress. */
    private AnnotationReader owner(AnnotationKey key) {
        List<AnnotationReader> services = contribution.targets().stream()
                .flatMap(part -> scope.service(part.binding().serviceName()).stream())
                .map(scope::annotationsOf)
                .filter(annotations -> annotations.has(key))
                .toList();
        return services.isEmpty() || key == AnnotationKey.JWT_VALIDATION ? scope.annotations() : services.getFirst();
    }
}
