package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Service;
import io.headgate.core.contribution.BackendAction.Destination;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What AWS refuses of the actions in annotations (ELBv2 API, {@code Action}). */
final class ActionLimits {
    private static final int HEAVIEST = 999;
    private static final int WEEK_IN_SECONDS = 604_800;
    private static final int LONGEST_BODY = 1024;
    private static final Pattern STATUS = Pattern.compile("[245]\\d\\d");
    private static final Set<String> CONTENT_TYPES =
            Set.of("", "text/plain", "text/css", "text/html", "application/javascript", "application/json");

    private final MemberScope scope;
    private final boolean https;

    ActionLimits(MemberScope scope, Contribution contribution) {
        this.scope = scope;
        this.https = contribution.listeners().stream()
                .anyMatch(listener -> listener.protocol().equals(ListenPorts.HTTPS));
    }

    void check() {
        UsedBackends backends = new UsedBackends(scope.ingress());
        backends.actions()
                .forEach(name -> scope.annotations()
                        .struct(AnnotationKey.ACTIONS, name)
                        .flatMap(ActionGrammar::read)
                        .ifPresent(action -> check(
                                name,
                                action,
                                backends.defaultAction().filter(name::equals).isPresent())));
    }

    private void check(String name, BackendAction action, boolean isDefault) {
        switch (action) {
            case BackendAction.Fixed(Action.Redirect redirect) ->
                RedirectLimits.problems(redirect, https, isDefault).forEach(problem -> invalid(name, problem));
            case BackendAction.Fixed(Action.FixedResponse response) -> check(name, response);
            case BackendAction.Fixed(Action.Forward ignored) -> {}
            case BackendAction.Forward forward -> check(name, forward);
        }
    }

    private void check(String name, Action.FixedResponse response) {
        if (!STATUS.matcher(response.statusCode()).matches()) {
            invalid(name, "has the statusCode \"" + response.statusCode() + "\", which is not of 2xx, 4xx or 5xx");
        }
        String contentType = response.contentType();
        if (contentType != null && !CONTENT_TYPES.contains(contentType)) {
            invalid(
                    name,
                    "has the contentType \"" + contentType
                            + "\", which is none of text/plain, text/css, text/html, application/javascript,"
                            + " application/json");
        }
        String body = response.messageBody();
        if (body != null && body.length() > LONGEST_BODY) {
            invalid(
                    name,
                    "has a messageBody of " + body.length() + " characters; at most " + LONGEST_BODY + " are allowed");
        }
    }

    private void check(String name, BackendAction.Forward forward) {
        int count = forward.destinations().size();
        int most = scope.limits().of(Quota.TARGET_GROUPS_OF_ACTION);
        if (count > most) {
            invalid(name, "has " + count + " target groups; at most " + most + " are allowed");
        }
        forward.destinations().forEach(destination -> check(name, destination));
        checkStickiness(name, forward.stickiness());
        // AWS: group stickiness must be on if one of several target groups has sticky targets.
        if (count > 1
                && !forward.stickiness().enabled()
                && forward.destinations().stream().anyMatch(this::isSticky)) {
            invalid(
                    name,
                    "has several target groups of which one has stickiness.enabled, but no"
                            + " targetGroupStickinessConfig that is enabled");
        }
    }

    private void check(String name, Destination destination) {
        Integer weight = destination.weight();
        if (weight != null && (weight < 0 || weight > HEAVIEST)) {
            invalid(name, "has the weight " + weight + ", which is not from 0 to " + HEAVIEST);
        }
        if (destination instanceof Destination.ByArn(String arn, var ignored) && !arn.contains(":targetgroup/")) {
            invalid(name, "has the targetGroupARN \"" + arn + "\", which is not the ARN of a target group");
        }
    }

    private void checkStickiness(String name, Action.Stickiness stickiness) {
        Integer seconds = stickiness.durationSeconds();
        if (stickiness.enabled() && seconds == null) {
            invalid(name, "has an enabled targetGroupStickinessConfig without durationSeconds");
        }
        if (seconds != null && (seconds < 1 || seconds > WEEK_IN_SECONDS)) {
            invalid(name, "has durationSeconds " + seconds + ", which is not from 1 to " + WEEK_IN_SECONDS);
        }
    }

    private boolean isSticky(Destination destination) {
        return destination instanceof Destination.OfService(String service, var port, var weight)
                && scope.service(service).filter(this::isSticky).isPresent();
    }

    private boolean isSticky(Service service) {
        Map<String, String> attributes = scope.annotations(service)
                .stringMap(AnnotationKey.TARGET_GROUP_ATTRIBUTES)
                .orElse(Map.of());
        return attributes.getOrDefault("stickiness.enabled", "").equals("true");
    }

    private void invalid(String name, String message) {
        scope.annotations().invalid(AnnotationKey.ACTIONS, name, message);
    }
}
