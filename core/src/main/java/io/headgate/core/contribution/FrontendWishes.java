package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.contribution.Contribution.FrontendHealthCheck;
import io.headgate.core.contribution.Contribution.FrontendPort;
import io.headgate.core.contribution.Contribution.FrontendWish;
import io.headgate.core.contribution.Contribution.ListenerPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one member wants of the network load balancer in front. */
final class FrontendWishes {
    private static final String ROUTING_POLICY = "dns_record.client_routing_policy";
    private static final Set<String> ROUTING_POLICIES =
            Set.of("availability_zone_affinity", "partial_availability_zone_affinity", "any_availability_zone");

    private final MemberScope scope;
    private final AnnotationReader annotations;

    private FrontendWishes(MemberScope scope) {
        this.scope = scope;
        this.annotations = scope.annotations();
    }

    /**
     * Reads the annotations. A member that does not enable it itself may be joined by one that does; its mistakes are then not its ruin,
     * since they count for nothing as long as nobody enables it.
     */
    static FrontendWish of(MemberScope scope, List<ListenerPart> listeners) {
        Optional<Boolean> enabled = scope.annotations().bool(AnnotationKey.ENABLE_FRONTEND_NLB);
        FrontendWish silent = FrontendWish.silent(enabled.orElse(null), defaultPorts(listeners));
        if (enabled.isPresent()) {
            return enabled.get() ? new FrontendWishes(scope).wish(enabled.get(), listeners) : silent;
        }
        MemberScope trial = scope.onTrial();
        FrontendWish wish = new FrontendWishes(trial).wish(null, listeners);
        trial.findings().all().forEach(finding -> scope.findings().accept(finding.asWarning()));
        return trial.findings().hasErrors() ? silent : wish;
    }

    private FrontendWish wish(@Nullable Boolean enabled, List<ListenerPart> listeners) {
        return new FrontendWish(
                enabled,
                annotations
                        .oneOf(AnnotationKey.FRONTEND_NLB_SCHEME, LoadBalancerWishes.SCHEMES)
                        .orElse(null),
                annotations.stringList(AnnotationKey.FRONTEND_NLB_SUBNETS).orElse(List.of()),
                SecurityGroups.named(scope, AnnotationKey.FRONTEND_NLB_SECURITY_GROUPS),
                annotations
                        .stringList(AnnotationKey.FRONTEND_NLB_EIP_ALLOCATIONS)
                        .orElse(List.of()),
                attributes(),
                annotations.stringMap(AnnotationKey.FRONTEND_NLB_TAGS).orElse(null),
                ports(listeners));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes =
                annotations.stringMap(AnnotationKey.FRONTEND_NLB_ATTRIBUTES).orElse(Map.of());
        String policy = attributes.get(ROUTING_POLICY);
        if (policy != null && !ROUTING_POLICIES.contains(policy)) {
            annotations.invalid(
                    AnnotationKey.FRONTEND_NLB_ATTRIBUTES,
                    "has " + ROUTING_POLICY + " \"" + policy + "\", which is none of "
                            + ROUTING_POLICIES.stream().sorted().collect(Collectors.joining(", ")));
        }
        return attributes;
    }

    private static List<FrontendPort> defaultPorts(List<ListenerPart> listeners) {
        return listeners.stream()
                .map(listener -> new FrontendPort(listener.port(), listener.port(), FrontendHealthCheck.UNSET))
                .toList();
    }

    private List<FrontendPort> ports(List<ListenerPart> listeners) {
        FrontendHealthCheck healthCheck = healthCheck();
        Map<String, String> mapping = annotations
                .stringMap(AnnotationKey.FRONTEND_NLB_LISTENER_PORT_MAPPING)
                .orElse(Map.of());
        if (mapping.isEmpty()) {
            return listeners.stream()
                    .map(listener -> new FrontendPort(listener.port(), listener.port(), healthCheck))
                    .toList();
        }
        List<FrontendPort> ports = new ArrayList<>();
        mapping.forEach((from, to) -> {
            Integer port = number(from);
            Integer behind = number(to);
            if (port != null && behind != null && listens(listeners, behind)) {
                ports.add(new FrontendPort(port, behind, healthCheck));
            }
        });
        return ports;
    }

    private boolean listens(List<ListenerPart> listeners, int port) {
        boolean listens = listeners.stream().anyMatch(listener -> listener.port() == port);
        if (!listens) {
            scope.findings()
                    .warning(
                            AnnotationKey.FRONTEND_NLB_LISTENER_PORT_MAPPING.key(),
                            "UnknownPort",
                            "the Ingress does not listen on port " + port + ", so nothing is mapped to it",
                            "map to a port of listen-ports");
        }
        return listens;
    }

    private @Nullable Integer number(String text) {
        return switch (Grammar.int32(text)) {
            case Parsed.Value<Integer>(Integer number) -> number;
            case Parsed.Invalid<Integer>(String reason) -> {
                annotations.invalid(AnnotationKey.FRONTEND_NLB_LISTENER_PORT_MAPPING, "holds a port that " + reason);
                yield null;
            }
        };
    }

    private FrontendHealthCheck healthCheck() {
        return new FrontendHealthCheck(
                healthCheckPort(),
                annotations
                        .oneOf(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PROTOCOL, List.of("HTTP", "HTTPS"))
                        .orElse(null),
                annotations.string(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PATH).orElse(null),
                annotations
                        .int32(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_INTERVAL_SECONDS)
                        .orElse(null),
                annotations
                        .int32(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_TIMEOUT_SECONDS)
                        .orElse(null),
                annotations
                        .int32(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_HEALTHY_THRESHOLD_COUNT)
                        .orElse(null),
                annotations
                        .int32(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_UNHEALTHY_THRESHOLD_COUNT)
                        .orElse(null),
                annotations
                        .string(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_SUCCESS_CODES)
                        .orElse(null));
    }

    private @Nullable String healthCheckPort() {
        Optional<String> port = annotations.string(AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PORT);
        if (port.isPresent()
                && !port.get().equals(HealthChecks.TRAFFIC_PORT)
                && Grammar.int32(port.get()) instanceof Parsed.Invalid<Integer>) {
            annotations.invalid(
                    AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PORT,
                    "is \"" + port.get() + "\", which is neither traffic-port nor a number");
        }
        return port.orElse(null);
    }
}
