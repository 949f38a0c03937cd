package io.headgate.core.compile;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.compile.Conflicts.Agreement;
import io.headgate.core.compile.Conflicts.Wish;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.FrontendHealthCheck;
import io.headgate.core.contribution.Contribution.FrontendPort;
import io.headgate.core.contribution.Contribution.FrontendWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conflicts about the network load balancer in front, if there is to be one. */
final class FrontendConflicts {
    private final List<Contribution> members;
    private final Agreement agreement;

    private FrontendConflicts(List<Contribution> members, Agreement agreement) {
        this.members = members;
        this.agreement = agreement;
    }

    /** A port of the network load balancer as one member wants it. */
    record MemberPort(Contribution member, FrontendPort port) {}

    /** Whether some member wants one. */
    static boolean enabled(List<Contribution> members) {
        return members.stream()
                .anyMatch(member -> Boolean.TRUE.equals(member.frontend().enabled()));
    }

    /** The members' ports by port of the network load balancer, members in group order. */
    static Map<Integer, List<MemberPort>> byPort(List<Contribution> members) {
        Map<Integer, List<MemberPort>> byPort = new TreeMap<>();
        for (Contribution member : members) {
            for (FrontendPort port : member.frontend().ports()) {
                byPort.computeIfAbsent(port.port(), ignored -> new ArrayList<>())
                        .add(new MemberPort(member, port));
            }
        }
        return byPort;
    }

    static void find(List<Contribution> members, Agreement agreement) {
        FrontendConflicts conflicts = new FrontendConflicts(members, agreement);
        conflicts.agree(AnnotationKey.ENABLE_FRONTEND_NLB, wish -> Optional.ofNullable(wish.enabled()));
        if (enabled(members)) {
            conflicts.ofLoadBalancer();
            byPort(members).values().forEach(conflicts::ofPort);
        }
    }

    private void ofLoadBalancer() {
        agree(AnnotationKey.FRONTEND_NLB_SCHEME, wish -> Optional.ofNullable(wish.scheme()));
        agree(AnnotationKey.FRONTEND_NLB_SUBNETS, wish -> asSet(wish.subnets()));
        agree(AnnotationKey.FRONTEND_NLB_SECURITY_GROUPS, wish -> nonEmpty(wish.securityGroups()));
        agree(AnnotationKey.FRONTEND_NLB_EIP_ALLOCATIONS, wish -> asSet(wish.eipAllocations()));
        agree(
                AnnotationKey.FRONTEND_NLB_ATTRIBUTES,
                wish -> Optional.of(wish.attributes()).filter(attributes -> !attributes.isEmpty()));
        agree(AnnotationKey.FRONTEND_NLB_TAGS, wish -> Optional.ofNullable(wish.tags()));
    }

    private void agree(AnnotationKey key, Function<FrontendWish, Optional<?>> field) {
        agreement.on(
                key.key(),
                members.stream()
                        .map(member -> new Wish(member.ingress(), field.apply(member.frontend())))
                        .toList());
    }

    private static Optional<?> asSet(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(values));
    }

    private static Optional<?> nonEmpty(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private void ofPort(List<MemberPort> ports) {
        agreement.on(
                AnnotationKey.FRONTEND_NLB_LISTENER_PORT_MAPPING.key(),
                ports.stream()
                        .map(port -> new Wish(
                                port.member().ingress(),
                                Optional.of(
                                        port.port().port() + "=" + port.port().loadBalancerPort())))
                        .toList());
        healthCheck(ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PORT, FrontendHealthCheck::port);
        healthCheck(ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PROTOCOL, FrontendHealthCheck::protocol);
        healthCheck(ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_PATH, FrontendHealthCheck::path);
        healthCheck(
                ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_INTERVAL_SECONDS, FrontendHealthCheck::intervalSeconds);
        healthCheck(ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_TIMEOUT_SECONDS, FrontendHealthCheck::timeoutSeconds);
        healthCheck(
                ports,
                AnnotationKey.FRONTEND_NLB_HEALTHCHECK_HEALTHY_THRESHOLD_COUNT,
                FrontendHealthCheck::healthyThreshold);
        healthCheck(
                ports,
                AnnotationKey.FRONTEND_NLB_HEALTHCHECK_UNHEALTHY_THRESHOLD_COUNT,
                FrontendHealthCheck::unhealthyThreshold);
        healthCheck(ports, AnnotationKey.FRONTEND_NLB_HEALTHCHECK_SUCCESS_CODES, FrontendHealthCheck::successCodes);
    }

    private void healthCheck(
            List<MemberPort> ports,
            AnnotationKey key,
            Function<FrontendHealthCheck, ? extends @Nullable Object> field) {
        agreement.on(
                key.key(),
                ports.stream()
                        .map(port -> new Wish(
                                port.member().ingress(),
                                Optional.ofNullable(field.apply(port.port().healthCheck()))))
                        .toList());
    }
}
