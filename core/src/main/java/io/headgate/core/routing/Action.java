package io.headgate.core.routing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action of a listener rule. A rule has at most one {@link Authentication} and then exactly one {@link Routing} action; list order
 * is execution order. Names and fields are those of the ELBv2 API ({@code Action.Type}).
 */
public sealed interface Action {

    /** The value of {@code Action.Type}. */
    String type();

    /** An action that ends the evaluation with an answer or a target group. */
    sealed interface Routing extends Action {}

    /** An action that lets a request pass or not; HTTPS listeners only. */
    sealed interface Authentication extends Action {}

    /** Sends the request to one of several target groups by weight. */
    record Forward(List<WeightedTargetGroup> targetGroups, Stickiness stickiness) implements Routing {
        public Forward {
            targetGroups = List.copyOf(targetGroups);
        }

        @Override
        public String type() {
            return "forward";
        }
    }

    /** A target group and its share. Without a weight the API counts it as 1. Range of the weight: 0 to 999. */
    record WeightedTargetGroup(
            TargetGroupRef targetGroup, @Nullable Integer weight) {}

    /** Whether a client stays with the target group it got first, and for how long (1 to 604800 seconds). */
    record Stickiness(boolean enabled, @Nullable Integer durationSeconds) {
        public static final Stickiness OFF = new Stickiness(false, null);
    }

    /**
     * Answers with a redirect. Unset parts are already filled with the API's placeholders ({@code #{host}}, {@code /#{path}},
     * {@code #{port}}, {@code #{protocol}}, {@code #{query}}).
     *
     * @param statusCode {@code HTTP_301} or {@code HTTP_302}
     */
    record Redirect(String protocol, String host, String port, String path, String query, String statusCode)
            implements Routing {
        @Override
        public String type() {
            return "redirect";
        }
    }

    /** Answers by itself. The status code is text of three digits: 2XX, 4XX or 5XX. */
    record FixedResponse(
            String statusCode,
            @Nullable String contentType,
            @Nullable String messageBody) implements Routing {
        @Override
        public String type() {
            return "fixed-response";
        }
    }

    /** What both kinds of user authentication share. {@code sessionTimeout} is in seconds. */
    record Session(
            String onUnauthenticatedRequest,
            String scope,
            String cookieName,
            long timeout,
            Map<String, String> extraParams) {
        public Session {
            extraParams = Map.copyOf(extraParams);
        }
    }

    /**
     * Authenticates users at an OpenID Connect provider. The client secret is never part of the model: {@code credentials} names the
     * Secret, and carries a keyed hash by which a change is seen.
     */
    record AuthenticateOidc(
            String issuer,
            String authorizationEndpoint,
            String tokenEndpoint,
            String userInfoEndpoint,
            Credentials credentials,
            Session session)
            implements Authentication {
        @Override
        public String type() {
            return "authenticate-oidc";
        }

        public AuthenticateOidc withCredentials(Credentials replacement) {
            return new AuthenticateOidc(
                    issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, replacement, session);
        }
    }

    /**
     * Reference to client id and secret of an OpenID Connect client.
     *
     * @param clientId public identifier; the API returns it
     * @param secretRef {@code namespace/name} of the Secret, or empty when read back from the API
     * @param secretHash keyed hash of the client secret, or empty when read back from the API, which never returns the secret
     */
    record Credentials(String clientId, String secretRef, String secretHash) {}

    /** Authenticates users at a Cognito user pool. */
    record AuthenticateCognito(String userPoolArn, String userPoolClientId, String userPoolDomain, Session session)
            implements Authentication {
        @Override
        public String type() {
            return "authenticate-cognito";
        }
    }

    /** Lets a request pass only with a valid JSON Web Token. */
    record JwtValidation(String jwksEndpoint, String issuer, List<Claim> additionalClaims) implements Authentication {
        public JwtValidation {
            additionalClaims = List.copyOf(additionalClaims);
        }

        @Override
        public String type() {
            return "jwt-validation";
        }

        /** A claim to be checked; format is {@code single-string}, {@code string-array} or {@code space-separated-values}. */
        public record Claim(String format, String name, List<String> values) {
            public Claim {
                values = List.copyOf(values);
            }
        }
    }
}
