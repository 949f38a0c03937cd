package io.headgate.proxy.stack;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TrafficAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The listeners of several load balancers on one port. The rules of a single load balancer keep their order exactly; those of several
 * are ordered by how narrow their host is, so that a rule without a host takes no request from the hosts of another load balancer.
 */
final class SharedListener {

    private final int port;
    private final Protocol protocol;
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();

    SharedListener(int port, Protocol protocol) {
        this.port = port;
        this.protocol = protocol;
    }

    Protocol protocol() {
        return protocol;
    }

    void add(LoadBalancer balancer, Listener listener) {
        listeners.add(listener);
        balancer.attributes().forEach(attributes::putIfAbsent);
        listener.attributes().forEach(attributes::putIfAbsent);
    }

    ListenerConfig config(Surroundings surroundings) {
        return new ListenerConfig(
                protocol + ":" + port,
                surroundings.bind(port),
                port,
                protocol,
                new RoutingTable(rules(), defaultActions()),
                certificates(surroundings),
                TrafficAttributes.of(attributes));
    }

    private List<RoutingRule> rules() {
        List<RoutingRule> rules = new ArrayList<>();
        for (Listener listener : listeners) {
            listener.rules().stream()
                    .sorted(Comparator.comparingInt(Rule::priority))
                    .map(Rule::routing)
                    .forEach(rules::add);
        }
        if (listeners.size() > 1) {
            rules.sort(Comparator.comparing(HostScope::of));
        }
        return rules;
    }

    /** How narrow the host of a rule is. */
    private enum HostScope {
        EXACT,
        PATTERN,
        ANY;

        static HostScope of(RoutingRule rule) {
            return rule.conditions().stream()
                    .map(HostScope::of)
                    .min(Comparator.naturalOrder())
                    .orElse(ANY);
        }

        private static HostScope of(Condition condition) {
            return switch (condition) {
                case Condition.HostHeader(Patterns.Wildcards(List<String> values))
                when values.stream().noneMatch(value -> value.contains("*") || value.contains("?")) -> EXACT;
                case Condition.HostHeader _ -> PATTERN;
                case Condition.PathPattern _,
                        Condition.HttpHeader _,
                        Condition.HttpRequestMethod _,
                        Condition.QueryString _,
                        Condition.SourceIp _ -> ANY;
            };
        }
    }

    /** The first default that does more than to say that nothing is there. */
    private List<Action> defaultActions() {
        return listeners.stream()
                .map(Listener::defaultActions)
                .filter(actions -> actions.stream().noneMatch(SharedListener::notFound))
                .findFirst()
                .orElseGet(() -> listeners.getFirst().defaultActions());
    }

    private static boolean notFound(Action action) {
        return action instanceof Action.FixedResponse fixed
                && fixed.statusCode().equals("404");
    }

    private List<CertificateConfig> certificates(Surroundings surroundings) {
        Set<CertificateRef> references = new LinkedHashSet<>();
        listeners.forEach(listener -> references.addAll(listener.certificates()));
        return references.stream()
                .map(surroundings::certificate)
                .flatMap(Optional::stream)
                .toList();
    }
}
