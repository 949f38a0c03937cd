package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.contribution.Contribution.RulePart;
import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of one Ingress: rules in order, within a rule its paths in the load balancer's order, one rule a path. */
final class MemberRules {
    private final MemberScope scope;
    private final Backends backends;

    MemberRules(MemberScope scope, Backends backends) {
        this.scope = scope;
        this.backends = backends;
    }

    /** The rules on a listener of that protocol. */
    List<RulePart> on(String protocol) {
        List<RulePart> rules = new ArrayList<>();
        for (int index = 0; index < scope.ingress().rules().size(); index++) {
            Ingress.Rule rule = scope.ingress().rules().get(index);
            if (rule.http() != null) {
                for (int place : PathPatterns.ordered(rule.http())) {
                    if (!backends.leavesOut(rule.http().get(place).backend())) {
                        rules.add(rule(index, place, protocol));
                    }
                }
            }
        }
        return rules;
    }

    /**
     * What requests get that no rule takes. Conditions and transforms mean nothing here, but aws-load-balancer-controller reads them
     * wherever their backend is used.
     */
    List<Action> defaultActions(Ingress.Backend backend, String protocol) {
        if (backend instanceof Ingress.Backend.ServiceBackend(String name, var ignored)) {
            RuleConditions.check(scope, name);
            RuleTransforms.of(scope, name);
        }
        return actions(backend, protocol);
    }

    private List<Action> actions(Ingress.Backend backend, String protocol) {
        return backends.resolve(backend)
                .map(resolved -> resolved.on(protocol, scope))
                .orElse(List.of());
    }

    private RulePart rule(int index, int place, String protocol) {
        Ingress.Rule rule = scope.ingress().rules().get(index);
        Ingress.Path path = Objects.requireNonNull(rule.http()).get(place);
        String name = name(path.backend());
        RoutingRule routing = new RoutingRule(
                RuleConditions.of(scope, rule.host(), path, name),
                actions(path.backend(), protocol),
                RuleTransforms.of(scope, name));
        RuleOrigin origin = new RuleOrigin(index, place, text(rule.host()), text(path.path()), path.pathType());
        report(origin, routing, name);
        return new RulePart(origin, routing);
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written;
    }

    private void report(RuleOrigin origin, RoutingRule routing, String backend) {
        String field = scope.ingress().annotations().containsKey(AnnotationKey.CONDITIONS.key(backend))
                ? AnnotationKey.CONDITIONS.key(backend)
                : origin.field();
        switch (RuleFit.of(routing, scope.limits().rule())) {
            case RuleFit.Whole ignored -> {}
            case RuleFit.Parted(List<RoutingRule> rules) -> parted(field, origin, routing, rules.size());
            case RuleFit.Impossible(RoutingRule ignored, String reason, String remedy) ->
                scope.refusedByAws(field, "the rule of " + origin + " " + reason, remedy);
        }
    }

    private void parted(String field, RuleOrigin origin, RoutingRule routing, int rules) {
        RuleSize size = RuleSize.of(routing);
        RuleSize most = scope.limits().rule();
        scope.findings()
                .info(
                        field,
                        "RuleParted",
                        "the rule of " + origin + " has " + size.values() + " values and " + size.wildcards()
                                + " wildcards, where a load balancer takes " + most.values() + " and "
                                + most.wildcards() + " in a rule; it is made as " + rules
                                + (rules == 1
                                        ? " rule"
                                        : " rules of the same meaning, which count against the quota of "
                                                + scope.limits().of(Quota.RULES) + " rules of the load balancer"),
                        "");
    }

    private static String name(Ingress.Backend backend) {
        return switch (backend) {
            case Ingress.Backend.ServiceBackend(String name, var ignored) -> name;
            case Ingress.Backend.ResourceBackend(var ignored, String name) -> name;
        };
    }
}
