package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.List;
import java.util.Map;

/** Reads the actions that authenticate users. A client secret must be there, but is not kept: the API never returns it. */
final class AuthenticationReader {
    private static final List<String> UNAUTHENTICATED = List.of("deny", "allow", "authenticate");
    private static final List<String> CLAIM_FORMATS =
            List.of("single-string", "string-array", "space-separated-values");
    private static final int ONE_WEEK = 604_800;
    private static final int MOST_EXTRA_PARAMETERS = 10;
    private static final int MOST_CLAIMS = 10;
    private static final int LONGEST_URL = 256;

    private AuthenticationReader() {}

    static Action oidc(Fields config) {
        boolean keepsSecret = config.flag("UseExistingClientSecret").orElse(false);
        if (!keepsSecret) {
            config.required("ClientSecret");
        }
        return new Action.AuthenticateOidc(
                config.required("Issuer"),
                https(config, "AuthorizationEndpoint"),
                https(config, "TokenEndpoint"),
                https(config, "UserInfoEndpoint"),
                new Action.Credentials(config.required("ClientId"), "", ""),
                session(config));
    }

    private static String https(Fields config, String name) {
        String url = config.required(name);
        if (!url.startsWith("https://")) {
            throw ApiError.invalid("'" + name + "' must be an HTTPS URL, not '" + url + "'.");
        }
        return url;
    }

    static Action cognito(Fields config) {
        return new Action.AuthenticateCognito(
                config.required("UserPoolArn"),
                config.required("UserPoolClientId"),
                config.required("UserPoolDomain"),
                session(config));
    }

    private static Action.Session session(Fields config) {
        Map<String, String> extra = config.textMap("AuthenticationRequestExtraParams");
        if (extra.size() > MOST_EXTRA_PARAMETERS) {
            throw ApiError.invalid("'AuthenticationRequestExtraParams' has at most 10 entries.");
        }
        return new Action.Session(
                config.oneOf("OnUnauthenticatedRequest", UNAUTHENTICATED).orElse("authenticate"),
                config.text("Scope").orElse("openid"),
                config.text("SessionCookieName").orElse("AWSELBAuthSessionCookie"),
                config.integer("SessionTimeout", 1, ONE_WEEK).orElse(ONE_WEEK),
                extra);
    }

    static Action jwt(Fields config) {
        List<Fields> claims = config.structs("AdditionalClaims");
        if (claims.size() > MOST_CLAIMS) {
            throw ApiError.invalid("'AdditionalClaims' has at most 10 entries.");
        }
        String jwks = https(config, "JwksEndpoint");
        String issuer = config.required("Issuer");
        if (jwks.length() > LONGEST_URL || issuer.length() > LONGEST_URL) {
            throw ApiError.invalid("'JwksEndpoint' and 'Issuer' have at most 256 characters.");
        }
        return new Action.JwtValidation(
                jwks, issuer, claims.stream().map(AuthenticationReader::claim).toList());
    }

    private static Action.JwtValidation.Claim claim(Fields wired) {
        String format = wired.oneOf("Format", CLAIM_FORMATS)
                .orElseThrow(() -> ApiError.invalid("'AdditionalClaims.Format' is required."));
        List<String> values = wired.texts("Values");
        int most = format.equals("single-string") ? 1 : 10;
        if (values.isEmpty() || values.size() > most) {
            throw ApiError.invalid("A claim of format " + format + " has 1 to " + most + " values.");
        }
        return new Action.JwtValidation.Claim(format, wired.required("Name"), values);
    }
}
