package io.headgate.core.compile;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import java.util.ArrayList;
import java.util.List;

/** The rules of one Ingress: rules in order, within a rule its paths in the load balancer's order, one rule a path. */
final class MemberRules {
    private final MemberScope scope;
    private final Backends backends;

    MemberRules(MemberScope scope, Backends backends) {
        this.scope = scope;
        this.backends = backends;
    }

    /** The rules on a listener of that protocol. */
    List<RoutingRule> on(String protocol) {
        List<RoutingRule> rules = new ArrayList<>();
        for (Ingress.Rule rule : scope.ingress().rules()) {
            if (rule.http() != null) {
                for (Ingress.Path path : PathPatterns.ordered(rule.http())) {
                    rules.add(rule(rule, path, protocol));
                }
            }
        }
        return rules;
    }

    /** What a backend does on a listener of that protocol. */
    List<Action> actions(Ingress.Backend backend, String protocol) {
        return backends.resolve(backend)
                .map(resolved -> resolved.on(protocol, scope))
                .orElse(List.of());
    }

    private RoutingRule rule(Ingress.Rule rule, Ingress.Path path, String protocol) {
        String name = name(path.backend());
        return new RoutingRule(
                RuleConditions.of(scope, rule.host(), path, name),
                actions(path.backend(), protocol),
                RuleTransforms.of(scope, name));
    }

    private static String name(Ingress.Backend backend) {
        return switch (backend) {
            case Ingress.Backend.ServiceBackend(String name, var ignored) -> name;
            case Ingress.Backend.ResourceBackend(var ignored, String name) -> name;
        };
    }
}
