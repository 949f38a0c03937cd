package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.routing.Action.JwtValidation;
import java.util.List;
import java.util.Optional;

/** Reads {@code jwt-validation}. */
final class JwtGrammar {

    private JwtGrammar() {}

    static Optional<JwtValidation> read(MemberScope scope) {
        return scope.annotations().struct(AnnotationKey.JWT_VALIDATION, "").map(JwtGrammar::validation);
    }

    private static JwtValidation validation(GoStruct config) {
        return new JwtValidation(
                required(config, "jwksEndpoint"),
                required(config, "issuer"),
                config.structs("additionalClaims").stream()
                        .map(JwtGrammar::claim)
                        .toList());
    }

    private static JwtValidation.Claim claim(GoStruct config) {
        List<String> values = config.strings("values");
        if (values.isEmpty()) {
            config.error("values is missing");
        }
        return new JwtValidation.Claim(required(config, "format"), required(config, "name"), values);
    }

    private static String required(GoStruct config, String field) {
        String value = config.string(field).orElse("");
        if (value.isEmpty()) {
            config.error(field + " is missing");
        }
        return value;
    }
}
