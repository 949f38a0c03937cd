package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the actions of listeners and rules, each checked by itself against the API reference of {@code Action}. */
final class ActionReader {
    private static final Pattern FIXED_STATUS = Pattern.compile("[245]\\d\\d");
    private static final List<String> CONTENT_TYPES =
            List.of("text/plain", "text/css", "text/html", "application/javascript", "application/json");
    private static final int LONGEST_BODY = 1024;
    private static final int HEAVIEST = 999;
    private static final int ONE_WEEK = 604_800;

    private ActionReader() {}

    /** In order of execution. */
    static List<Action> read(List<Fields> wired) {
        return wired.stream()
                .sorted(Comparator.comparingInt(
                        action -> action.integer("Order", 1, 50_000).orElse(50_000)))
                .map(ActionReader::read)
                .toList();
    }

    private static Action read(Fields wired) {
        return switch (wired.required("Type")) {
            case "forward" -> forward(wired);
            case "redirect" -> RedirectReader.read(config(wired, "RedirectConfig"));
            case "fixed-response" -> fixedResponse(config(wired, "FixedResponseConfig"));
            case "authenticate-oidc" -> AuthenticationReader.oidc(config(wired, "AuthenticateOidcConfig"));
            case "authenticate-cognito" -> AuthenticationReader.cognito(config(wired, "AuthenticateCognitoConfig"));
            case "jwt-validation" -> AuthenticationReader.jwt(config(wired, "JwtValidationConfig"));
            case String other -> throw ApiError.invalid("'" + other + "' is not a type of action.");
        };
    }

    private static Fields config(Fields wired, String name) {
        return wired.struct(name)
                .orElseThrow(
                        () -> ApiError.invalid("An action of type " + wired.required("Type") + " needs " + name + "."));
    }

    private static Action forward(Fields wired) {
        Optional<String> single = wired.text("TargetGroupArn").filter(arn -> !arn.isEmpty());
        Optional<Fields> config = wired.struct("ForwardConfig");
        List<Action.WeightedTargetGroup> groups =
                config.map(each -> each.structs("TargetGroups")).orElse(List.of()).stream()
                        .map(ActionReader::weighted)
                        .toList();
        if (groups.isEmpty()) {
            String arn = single.orElseThrow(() -> ApiError.invalid("A forward action needs a target group."));
            return new Action.Forward(
                    List.of(new Action.WeightedTargetGroup(new TargetGroupRef.ByArn(arn), 1)), stickiness(config));
        }
        // Both forms together are accepted only if they name the same single group.
        boolean agree = groups.size() == 1
                && single.map(arn -> groups.getFirst().targetGroup().equals(new TargetGroupRef.ByArn(arn)))
                        .orElse(true);
        if (single.isPresent() && !agree) {
            throw ApiError.invalid("TargetGroupArn and ForwardConfig name different target groups.");
        }
        return new Action.Forward(groups, stickiness(config));
    }

    private static Action.WeightedTargetGroup weighted(Fields wired) {
        return new Action.WeightedTargetGroup(
                new TargetGroupRef.ByArn(wired.required("TargetGroupArn")),
                wired.integer("Weight", 0, HEAVIEST).orElse(1));
    }

    private static Action.Stickiness stickiness(Optional<Fields> config) {
        Optional<Fields> wired = config.flatMap(each -> each.struct("TargetGroupStickinessConfig"));
        boolean enabled = wired.flatMap(each -> each.flag("Enabled")).orElse(false);
        Integer seconds = wired.flatMap(each -> each.integer("DurationSeconds", 1, ONE_WEEK))
                .orElse(null);
        if (enabled && seconds == null) {
            throw ApiError.invalid("Target group stickiness needs 'DurationSeconds'.");
        }
        return enabled ? new Action.Stickiness(true, seconds) : Action.Stickiness.OFF;
    }

    private static Action fixedResponse(Fields config) {
        String status = config.required("StatusCode");
        if (!FIXED_STATUS.matcher(status).matches()) {
            throw ApiError.invalid("'" + status + "' is not a status code of 2XX, 4XX or 5XX.");
        }
        String body = config.text("MessageBody").orElse("");
        if (body.length() > LONGEST_BODY) {
            throw ApiError.invalid("'MessageBody' has more than " + LONGEST_BODY + " characters.");
        }
        String contentType = config.oneOf("ContentType", CONTENT_TYPES).orElse(null);
        return new Action.FixedResponse(status, contentType, body.isEmpty() ? null : body);
    }
}
