package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.cluster.Ingress.Backend;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the backends of one Ingress into actions, and collects the target groups that they need, each once. */
final class Backends {
    private static final PortRef USE_ANNOTATION = new PortRef.ByName("use-annotation");
    private static final String FIELD = "spec.rules.http.paths.backend";

    private final MemberScope scope;
    private final TargetGroups targetGroups;
    private final MissingService missingServices;
    private final Map<Backend, Resolved> resolved = new LinkedHashMap<>();

    Backends(MemberScope scope) {
        this.scope = scope;
        this.targetGroups = new TargetGroups(scope);
        this.missingServices = MissingService.of(scope);
    }

    /**
     * What a backend does.
     *
     * @param authentication what HTTPS listeners ask for before; empty when nothing
     */
    record Resolved(Action.Routing routing, AuthenticationWish authentication) {
        /** The actions on a listener of that protocol. */
        List<Action> on(String protocol, MemberScope scope) {
            List<Action> actions = new ArrayList<>();
            if (protocol.equals(ListenPorts.HTTPS)) {
                actions.addAll(authentication.actions(scope));
            }
            actions.add(routing);
            return actions;
        }
    }

    /** The backend's actions; empty if it cannot be used, which is then reported. */
    Optional<Resolved> resolve(Backend backend) {
        if (!resolved.containsKey(backend)) {
            lookUp(backend).ifPresent(found -> resolved.put(backend, found));
        }
        return Optional.ofNullable(resolved.get(backend));
    }

    /** Target groups of everything resolved so far, in order of first use. */
    List<Contribution.TargetPart> targets() {
        return targetGroups.parts();
    }

    private Optional<Resolved> lookUp(Backend backend) {
        return switch (backend) {
            case Backend.ServiceBackend(String name, PortRef port)
            when port.equals(USE_ANNOTATION) -> annotated(name).map(this::resolved);
            case Backend.ServiceBackend(String name, PortRef port) ->
                Optional.of(resolved(new BackendAction.Forward(
                        List.of(new BackendAction.Destination.OfService(name, port, null)), Action.Stickiness.OFF)));
            case Backend.ResourceBackend(String kind, String name) -> {
                scope.findings()
                        .error(
                                FIELD,
                                "backend is the resource " + kind + " \"" + name
                                        + "\", which a load balancer cannot reach",
                                "use a Service as backend");
                yield Optional.empty();
            }
        };
    }

    private Optional<BackendAction> annotated(String name) {
        Optional<GoStruct> action = scope.annotations().struct(AnnotationKey.ACTIONS, name);
        if (action.isPresent()) {
            return ActionGrammar.read(action.get());
        }
        String key = AnnotationKey.ACTIONS.key(name);
        if (scope.ingress().annotations().containsKey(key)) {
            return Optional.empty();
        }
        String message = "backend \"" + name + "\" uses an annotation, but there is no " + key;
        String remedy = "add the annotation " + key;
        if (!scope.settings().tolerateNonExistentBackendAction()) {
            scope.findings().error(FIELD, message, remedy);
            return Optional.empty();
        }
        scope.findings().warning(FIELD, "MissingAction", message + "; it answers 503", remedy);
        return Optional.of(new BackendAction.Fixed(unavailable("Backend action does not exist")));
    }

    private Resolved resolved(BackendAction action) {
        return switch (action) {
            case BackendAction.Fixed(Action.Routing routing) ->
                new Resolved(routing, AuthenticationWish.of(scope, Optional.empty()));
            case BackendAction.Forward forward -> forward(forward);
        };
    }

    private Resolved forward(BackendAction.Forward forward) {
        boolean single = forward.destinations().size() == 1;
        Optional<Service> service = Optional.empty();
        List<Action.WeightedTargetGroup> groups = new ArrayList<>();
        for (BackendAction.Destination destination : forward.destinations()) {
            if (destination instanceof BackendAction.Destination.OfService(String name, PortRef port, var weight)) {
                Optional<Service> found = scope.service(name);
                if (found.isEmpty() && single && toleratesMissing(name)) {
                    return new Resolved(
                            unavailable("Backend service does not exist"),
                            AuthenticationWish.of(scope, Optional.empty()));
                }
                found.flatMap(existing -> targetGroups.of(existing, port))
                        .ifPresent(ref -> groups.add(new Action.WeightedTargetGroup(ref, weight)));
                service = single ? found : Optional.empty();
                if (found.isEmpty()) {
                    missingService(name);
                }
            } else {
                external(destination)
                        .ifPresent(ref -> groups.add(new Action.WeightedTargetGroup(ref, destination.weight())));
            }
        }
        return new Resolved(new Action.Forward(groups, forward.stickiness()), AuthenticationWish.of(scope, service));
    }

    private boolean toleratesMissing(String name) {
        if (missingServices == MissingService.KEEP_LAST) {
            return false;
        }
        warnOfMissing(name, "its paths answer 503");
        return true;
    }

    /** Whether a path is left out because the Service that it names does not exist. */
    boolean leavesOut(Backend backend) {
        boolean left = missingServices == MissingService.DROP
                && backend instanceof Backend.ServiceBackend(String name, PortRef port)
                && !port.equals(USE_ANNOTATION)
                && scope.service(name).isEmpty();
        if (left && backend instanceof Backend.ServiceBackend(String name, var ignored)) {
            warnOfMissing(name, "its paths are left out");
        }
        return left;
    }

    private void warnOfMissing(String name, String consequence) {
        scope.findings()
                .warning(
                        FIELD,
                        Finding.MISSING_SERVICE,
                        "Service " + scope.key().namespace() + "/" + name + " does not exist; " + consequence,
                        "create the Service or correct the name");
    }

    private void missingService(String name) {
        scope.findings()
                .error(
                        FIELD,
                        "Service " + scope.key().namespace() + "/" + name + " does not exist",
                        "create the Service or correct the name");
    }

    private Optional<TargetGroupRef> external(BackendAction.Destination destination) {
        return switch (destination) {
            case BackendAction.Destination.ByArn(String arn, var ignored) -> Optional.of(new TargetGroupRef.ByArn(arn));
            case BackendAction.Destination.ByName(String name, var ignored) -> {
                Optional<TargetGroupRef> found = scope.facts().targetGroups().stream()
                        .filter(group -> group.name().equals(name))
                        .map(group -> (TargetGroupRef) new TargetGroupRef.ByArn(group.arn()))
                        .findFirst();
                if (found.isEmpty()) {
                    scope.findings()
                            .error(
                                    AnnotationKey.ACTIONS.key(),
                                    "target group \"" + name + "\" does not exist",
                                    "correct targetGroupName or make the target group");
                }
                yield found;
            }
            case BackendAction.Destination.OfService ignored -> Optional.empty();
        };
    }

    private static Action.FixedResponse unavailable(String message) {
        return new Action.FixedResponse("503", "text/plain", message);
    }
}
