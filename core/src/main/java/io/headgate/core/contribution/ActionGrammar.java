package io.headgate.core.contribution;

import io.headgate.core.annotation.GoStruct;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code actions.<name>}. As Go does it, a field of a wrong type is an error also where the type of the action makes it
 * meaningless.
 */
final class ActionGrammar {

    private ActionGrammar() {}

    /** The action; empty if it cannot be read, which is then reported. */
    static Optional<BackendAction> read(GoStruct action) {
        checkTypes(action);
        String type = action.string("type").orElse("");
        return switch (type) {
            case "forward" -> Optional.of(forward(action));
            case "redirect" -> config(action, "redirectConfig").map(ActionGrammar::redirect);
            case "fixed-response" -> config(action, "fixedResponseConfig").map(ActionGrammar::fixedResponse);
            default -> {
                action.error("type \"" + type + "\" is none of forward, redirect, fixed-response");
                yield Optional.empty();
            }
        };
    }

    private static void checkTypes(GoStruct action) {
        action.string("targetGroupARN");
        action.string("targetGroupName");
        action.struct("fixedResponseConfig")
                .ifPresent(config ->
                        List.of("contentType", "messageBody", "statusCode").forEach(config::string));
        action.struct("redirectConfig")
                .ifPresent(config -> List.of("host", "path", "port", "protocol", "query", "statusCode")
                        .forEach(config::string));
        action.struct("forwardConfig").ifPresent(ActionGrammar::checkForwardTypes);
    }

    private static void checkForwardTypes(GoStruct config) {
        config.struct("targetGroupStickinessConfig").ifPresent(ActionGrammar::stickiness);
        for (GoStruct group : config.structs("targetGroups")) {
            List.of("targetGroupARN", "targetGroupName", "serviceName").forEach(group::string);
            group.intOrString("servicePort");
            group.int32("weight");
        }
    }

    private static Optional<GoStruct> config(GoStruct action, String name) {
        Optional<GoStruct> config = action.struct(name);
        if (config.isEmpty()) {
            action.error(name + " is missing");
        }
        return config;
    }

    private static BackendAction redirect(GoStruct config) {
        return new BackendAction.Fixed(new Action.Redirect(
                config.string("protocol").orElse("#{protocol}"),
                config.string("host").orElse("#{host}"),
                config.string("port").orElse("#{port}"),
                config.string("path").orElse("/#{path}"),
                config.string("query").orElse("#{query}"),
                statusCode(config)));
    }

    private static BackendAction fixedResponse(GoStruct config) {
        return new BackendAction.Fixed(new Action.FixedResponse(
                statusCode(config),
                config.string("contentType").orElse(null),
                config.string("messageBody").orElse(null)));
    }

    private static String statusCode(GoStruct config) {
        String code = config.string("statusCode").orElse("");
        if (code.isEmpty()) {
            config.error("statusCode is missing");
        }
        return code;
    }

    private static BackendAction forward(GoStruct action) {
        Optional<String> arn = action.string("targetGroupARN");
        Optional<String> name = action.string("targetGroupName");
        Optional<GoStruct> config = action.struct("forwardConfig");
        boolean shortForm = arn.isPresent() || name.isPresent();
        if (shortForm == config.isPresent()) {
            action.error("needs either targetGroupARN, targetGroupName or forwardConfig");
        }
        List<BackendAction.Destination> destinations = new ArrayList<>();
        if (shortForm) {
            external(action, Optional.empty()).ifPresent(destinations::add);
            return new BackendAction.Forward(destinations, Action.Stickiness.OFF);
        }
        List<GoStruct> groups =
                config.map(found -> found.structs("targetGroups")).orElse(List.of());
        if (config.isPresent() && groups.isEmpty()) {
            action.error("forwardConfig.targetGroups is empty");
        }
        for (GoStruct group : groups) {
            Optional<Integer> weight = group.int32("weight");
            if (groups.size() > 1 && weight.isEmpty()) {
                group.error("weight is missing: several target groups need a weight each");
            }
            destination(group, weight).ifPresent(destinations::add);
        }
        return new BackendAction.Forward(
                destinations,
                config.flatMap(found -> found.struct("targetGroupStickinessConfig"))
                        .map(ActionGrammar::stickiness)
                        .orElse(Action.Stickiness.OFF));
    }

    private static Action.Stickiness stickiness(GoStruct config) {
        return new Action.Stickiness(
                config.bool("enabled").orElse(false),
                config.int32("durationSeconds").orElse(null));
    }

    private static Optional<BackendAction.Destination> destination(GoStruct group, Optional<Integer> weight) {
        Optional<BackendAction.Destination> external = external(group, weight);
        Optional<String> service = group.string("serviceName");
        if (external.isPresent() == service.isPresent()) {
            group.error("needs either targetGroupARN or targetGroupName, or serviceName");
            return Optional.empty();
        }
        return service.isPresent() ? service(group, service.get(), weight) : external;
    }

    /** A target group of the account; if both are written, the ARN counts. */
    private static Optional<BackendAction.Destination> external(GoStruct group, Optional<Integer> weight) {
        Optional<String> name = group.string("targetGroupName");
        return group.string("targetGroupARN")
                .<BackendAction.Destination>map(arn -> new BackendAction.Destination.ByArn(arn, weight.orElse(null)))
                .or(() -> name.map(found -> new BackendAction.Destination.ByName(found, weight.orElse(null))));
    }

    private static Optional<BackendAction.Destination> service(
            GoStruct group, String service, Optional<Integer> weight) {
        Optional<String> port = group.intOrString("servicePort");
        if (port.isEmpty()) {
            group.error("servicePort is missing");
        }
        return port.map(
                written -> new BackendAction.Destination.OfService(service, port(written), weight.orElse(null)));
    }

    private static PortRef port(String written) {
        return Grammar.int32(written) instanceof Parsed.Value<Integer>(Integer number)
                ? new PortRef.ByNumber(number)
                : new PortRef.ByName(written);
    }
}
