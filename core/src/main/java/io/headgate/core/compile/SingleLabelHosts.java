package io.headgate.core.compile;

import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import java.util.List;
import java.util.Optional;

/**
 * Gives wildcard hosts of Ingresses the meaning of the Ingress specification: {@code *.example.com} stands for one label before
 * {@code example.com}, where the value of a load balancer stands for any number. Since a condition holds values or regular expressions,
 * hosts of an annotation in the same condition become regular expressions of the same meaning.
 */
final class SingleLabelHosts {
    /** ELBv2 API, {@code HostHeaderConditionConfig}. */
    private static final int MAX_LENGTH = 128;

    private static final String ANY_LABEL = "*.";

    private SingleLabelHosts() {}

    /** The rule with its wildcard host taken for one label; empty if an expression would be longer than 128 characters. */
    static Optional<RoutingRule> of(RuleOrigin origin, RoutingRule rule) {
        if (!origin.host().startsWith(ANY_LABEL)) {
            return Optional.of(rule);
        }
        List<Condition> conditions = rule.conditions().stream()
                .map(condition -> condition instanceof Condition.HostHeader(Patterns.Wildcards(List<String> hosts))
                        ? new Condition.HostHeader(new Patterns.Regexes(hosts.stream()
                                .map(host -> expression(host, host.equals(origin.host())))
                                .toList()))
                        : condition)
                .toList();
        boolean tooLong = conditions.stream()
                .anyMatch(condition -> condition instanceof Condition.HostHeader(Patterns.Regexes(List<String> values))
                        && values.stream().anyMatch(value -> value.length() > MAX_LENGTH));
        return tooLong ? Optional.empty() : Optional.of(new RoutingRule(conditions, rule.actions(), rule.transforms()));
    }

    private static String expression(String host, boolean ofIngress) {
        return ofIngress
                ? "^[^.]+" + quoted(host.substring(1)) + "$"
                : "^" + quoted(host).replace("*", ".*").replace("?", ".") + "$";
    }

    /** Of what a host value may hold only the dot means something in an expression. */
    private static String quoted(String host) {
        return host.replace(".", "\\.");
    }
}
