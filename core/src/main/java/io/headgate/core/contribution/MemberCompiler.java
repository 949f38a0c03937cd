package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.contribution.Contribution.ListenerPart;
import io.headgate.core.group.GroupOrder;
import java.util.List;
import java.util.Optional;

/** Compiles one Ingress alone. What is wrong goes to the findings of its scope. */
public final class MemberCompiler {
    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";

    private static final List<String> DELETION_POLICIES = List.of("Delete", "Retain");

    private MemberCompiler() {}

    /** The member's contribution; empty if anything about it is an error. */
    public static Optional<Contribution> compile(MemberScope scope) {
        if (scope.member().refusal() != null) {
            scope.findings().accept(scope.member().refusal());
            return Optional.empty();
        }
        Contribution contribution = contribution(scope);
        new UnusedAnnotations(scope).report(contribution);
        if (!scope.findings().hasErrors()) {
            AwsLimitCheck.check(scope, contribution);
        }
        return scope.findings().hasErrors() ? Optional.empty() : Optional.of(contribution);
    }

    private static Contribution contribution(MemberScope scope) {
        Backends backends = new Backends(scope);
        Certificates certificates = new Certificates(scope);
        List<ListenerPart> listeners = new ListenerParts(scope, certificates, new MemberRules(scope, backends)).parts();
        scope.annotations().oneOf(AnnotationKey.DELETION_POLICY, DELETION_POLICIES);
        return new Contribution(
                scope.key(),
                scope.group().toString(),
                order(scope),
                LoadBalancerWishes.of(scope),
                listeners,
                backends.targets(),
                certificates.requested(),
                FrontendWishes.of(scope, listeners),
                enabled(
                        scope,
                        AnnotationKey.RULE_PACKING,
                        scope.settings().quotas().packRules()),
                enabled(
                        scope,
                        AnnotationKey.SHARE_TARGET_GROUPS,
                        scope.settings().quotas().shareTargetGroups()));
    }

    private static boolean enabled(MemberScope scope, AnnotationKey key, boolean otherwise) {
        return scope.annotations()
                .oneOf(key, List.of(ENABLED, DISABLED))
                .map(ENABLED::equals)
                .orElse(otherwise);
    }

    private static int order(MemberScope scope) {
        return switch (GroupOrder.of(scope.ingress())) {
            case Parsed.Value<Integer>(Integer order) -> order;
            case Parsed.Invalid<Integer>(String reason) -> {
                scope.annotations().invalid(AnnotationKey.GROUP_ORDER, reason);
                yield 0;
            }
        };
    }
}
