package io.headgate.core.compile;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Leaves out the rules of a listener that aws-load-balancer-controller leaves out: redirects that would answer themselves for ever, and
 * rules behind a redirect that takes all their requests. Regular expressions are never taken for a wider or an absent condition.
 */
final class RuleOptimiser {
    private static final String EVERY_PATH = "/*";

    private final int port;
    private final String protocol;

    RuleOptimiser(int port, String protocol) {
        this.port = port;
        this.protocol = protocol;
    }

    /** A rule that was left out, and why. */
    record Omitted<T>(T rule, String reason) {}

    /** The rules that stay, in order; what is left out goes to the list. */
    <T> List<T> optimise(List<T> rules, Function<T, RoutingRule> routing, List<Omitted<T>> omitted) {
        List<T> kept = new ArrayList<>();
        for (T rule : rules) {
            RoutingRule candidate = routing.apply(rule);
            if (loops(candidate)) {
                omitted.add(new Omitted<>(rule, "its redirect would lead back to itself on port " + port));
                continue;
            }
            Optional<T> front = kept.stream()
                    .filter(earlier -> shadows(routing.apply(earlier), candidate))
                    .findFirst();
            if (front.isPresent()) {
                omitted.add(new Omitted<>(
                        rule,
                        "the redirect in front of it takes all its requests: "
                                + routing.apply(front.get()).conditions()));
            } else {
                kept.add(rule);
            }
        }
        return kept;
    }

    private boolean loops(RoutingRule rule) {
        Optional<Action.Redirect> redirect = redirect(rule);
        if (redirect.isEmpty() || hasRegexPath(rule)) {
            return false;
        }
        Action.Redirect to = redirect.get();
        return (to.host().equals("#{host}") || hosts(rule).contains(to.host()))
                && (to.path().equals("/#{path}") || paths(rule).contains(to.path()))
                && Set.of("#{port}", Integer.toString(port)).contains(to.port())
                && Set.of("#{protocol}", protocol).contains(to.protocol())
                && to.query().equals("#{query}");
    }

    private static boolean shadows(RoutingRule front, RoutingRule rule) {
        if (redirect(front).isEmpty() || !front.conditions().stream().allMatch(RuleOptimiser::isPlainHostOrPath)) {
            return false;
        }
        Set<String> frontHosts = hosts(front);
        Set<String> frontPaths = paths(front);
        boolean hosts = frontHosts.isEmpty() || contains(frontHosts, hosts(rule), hasRegexHost(rule));
        boolean paths = frontPaths.isEmpty()
                || frontPaths.contains(EVERY_PATH)
                || contains(frontPaths, paths(rule), hasRegexPath(rule));
        return hosts && paths;
    }

    private static boolean contains(Set<String> wide, Set<String> narrow, boolean regex) {
        return !regex && !narrow.isEmpty() && wide.containsAll(narrow);
    }

    private static Optional<Action.Redirect> redirect(RoutingRule rule) {
        return rule.actions().stream()
                .filter(Action.Redirect.class::isInstance)
                .map(Action.Redirect.class::cast)
                .findFirst();
    }

    private static boolean isPlainHostOrPath(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns.Wildcards ignored) -> true;
            case Condition.PathPattern(Patterns.Wildcards ignored) -> true;
            case Condition.HostHeader(Patterns.Regexes ignored) -> false;
            case Condition.PathPattern(Patterns.Regexes ignored) -> false;
            case Condition.HttpHeader ignored -> false;
            case Condition.HttpRequestMethod ignored -> false;
            case Condition.QueryString ignored -> false;
            case Condition.SourceIp ignored -> false;
        };
    }

    private static boolean hasRegexHost(RoutingRule rule) {
        return rule.conditions().stream()
                .anyMatch(condition -> condition instanceof Condition.HostHeader(Patterns.Regexes ignored));
    }

    private static boolean hasRegexPath(RoutingRule rule) {
        return rule.conditions().stream()
                .anyMatch(condition -> condition instanceof Condition.PathPattern(Patterns.Regexes ignored));
    }

    private static Set<String> hosts(RoutingRule rule) {
        Set<String> hosts = new HashSet<>();
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Condition.HostHeader(Patterns.Wildcards(var values))) {
                hosts.addAll(values);
            }
        }
        return hosts;
    }

    private static Set<String> paths(RoutingRule rule) {
        Set<String> paths = new HashSet<>();
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Condition.PathPattern(Patterns.Wildcards(var values))) {
                paths.addAll(values);
            }
        }
        return paths;
    }
}
