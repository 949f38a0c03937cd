package io.headgate.core.compile;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleReach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Finds rules that no request can reach because a single rule in front of them certainly takes all their requests. They stay, as
 * aws-load-balancer-controller leaves them. Rules in front are looked up by their hosts, so that thousands of hosts cost little.
 */
final class ShadowedRules {
    /** Many times the quota of a load balancer. A longer list comes from a proxy and is not searched. */
    private static final int MAX_RULES = 2000;

    private final Map<String, List<Front>> byHost = new HashMap<>();
    private final List<Front> ofManyHosts = new ArrayList<>();

    private ShadowedRules() {}

    private record Front(PlacedRule rule, RuleReach reach) {}

    /** Each rule that cannot be reached, with the one in front of it. */
    static void find(List<PlacedRule> rules, BiConsumer<PlacedRule, PlacedRule> shadowed) {
        if (rules.size() > MAX_RULES) {
            return;
        }
        ShadowedRules fronts = new ShadowedRules();
        for (PlacedRule rule : rules) {
            Front candidate = new Front(rule, RuleReach.of(rule.routing()));
            fronts.over(candidate).ifPresent(front -> shadowed.accept(rule, front.rule()));
            fronts.add(candidate);
        }
    }

    private Optional<Front> over(Front candidate) {
        List<String> hosts = hosts(candidate.rule().routing());
        List<Front> ofHost = hosts.isEmpty() ? List.of() : byHost.getOrDefault(hosts.getFirst(), List.of());
        return first(ofManyHosts, candidate).or(() -> first(ofHost, candidate));
    }

    private static Optional<Front> first(List<Front> fronts, Front candidate) {
        return fronts.stream()
                .filter(front -> front.reach().covers(candidate.reach()))
                .findFirst();
    }

    private void add(Front front) {
        List<String> hosts = hosts(front.rule().routing());
        if (hosts.isEmpty() || hosts.stream().anyMatch(host -> host.contains("*") || host.contains("?"))) {
            ofManyHosts.add(front);
        } else {
            hosts.forEach(host ->
                    byHost.computeIfAbsent(host, ignored -> new ArrayList<>()).add(front));
        }
    }

    /** Host values in lower case; none when there is no host condition or one of regular expressions. */
    private static List<String> hosts(RoutingRule rule) {
        return rule.conditions().stream()
                .flatMap(condition -> condition instanceof Condition.HostHeader(Patterns.Wildcards(List<String> values))
                        ? values.stream()
                        : List.<String>of().stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
    }
}
