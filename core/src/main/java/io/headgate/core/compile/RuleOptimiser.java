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
import java.util.function.BiConsumer;

/**
 * Leaves out the rules of a listener that aws-load-balancer-controller leaves out: redirects that would answer themselves for ever, and
 * rules behind a redirect that takes all their requests. A regular expression counts as itself alone, never as no condition.
 */
final class RuleOptimiser {
    private static final String EVERY_PATH = "/*";

    private final int port;
    private final String protocol;
    private final BiConsumer<PlacedRule, String> omitted;

    /** Each rule that is left out goes to {@code omitted} with the reason. */
    RuleOptimiser(int port, String protocol, BiConsumer<PlacedRule, String> omitted) {
        this.port = port;
        this.protocol = protocol;
        this.omitted = omitted;
    }

    /** The rules that stay, in order. */
    List<PlacedRule> optimise(List<PlacedRule> rules) {
        List<PlacedRule> kept = new ArrayList<>();
        List<PlacedRule> redirects = new ArrayList<>();
        for (PlacedRule rule : rules) {
            if (loops(rule.routing())) {
                omitted.accept(rule, "its redirect would lead back to itself");
                continue;
            }
            Optional<PlacedRule> front = redirects.stream()
                    .filter(redirect -> shadows(redirect.routing(), rule.routing()))
                    .findFirst();
            if (front.isPresent()) {
                omitted.accept(rule, "the redirect of " + front.get() + " in front of it takes all its requests");
                continue;
            }
            kept.add(rule);
            if (redirect(rule.routing()).isPresent()) {
                redirects.add(rule);
            }
        }
        return kept;
    }

    private boolean loops(RoutingRule rule) {
        Optional<Action.Redirect> redirect = redirect(rule);
        if (redirect.isEmpty() || !paths(rule).regexes().isEmpty()) {
            return false;
        }
        Action.Redirect to = redirect.get();
        return (to.host().equals("#{host}") || hosts(rule).wildcards().contains(to.host()))
                && (to.path().equals("/#{path}") || paths(rule).wildcards().contains(to.path()))
                && Set.of("#{port}", Integer.toString(port)).contains(to.port())
                && Set.of("#{protocol}", protocol).contains(to.protocol())
                && to.query().equals("#{query}");
    }

    private static boolean shadows(RoutingRule front, RoutingRule rule) {
        if (!front.conditions().stream().allMatch(RuleOptimiser::isHostOrPath)) {
            return false;
        }
        Values frontPaths = paths(front);
        return hosts(front).include(hosts(rule))
                && (frontPaths.wildcards().contains(EVERY_PATH) || frontPaths.include(paths(rule)));
    }

    /** What a rule may match of host or path; nothing at all means anything. */
    private record Values(Set<String> wildcards, Set<String> regexes) {
        boolean isAny() {
            return wildcards.isEmpty() && regexes.isEmpty();
        }

        boolean include(Values narrower) {
            return isAny()
                    || (!narrower.isAny()
                            && wildcards.containsAll(narrower.wildcards)
                            && regexes.containsAll(narrower.regexes));
        }

        void add(Patterns patterns) {
            switch (patterns) {
                case Patterns.Wildcards(List<String> values) -> wildcards.addAll(values);
                case Patterns.Regexes(List<String> values) -> regexes.addAll(values);
            }
        }
    }

    private static Optional<Action.Redirect> redirect(RoutingRule rule) {
        return rule.actions().stream()
                .filter(Action.Redirect.class::isInstance)
                .map(Action.Redirect.class::cast)
                .findFirst();
    }

    private static boolean isHostOrPath(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader ignored -> true;
            case Condition.PathPattern ignored -> true;
            case Condition.HttpHeader ignored -> false;
            case Condition.HttpRequestMethod ignored -> false;
            case Condition.QueryString ignored -> false;
            case Condition.SourceIp ignored -> false;
        };
    }

    private static Values hosts(RoutingRule rule) {
        Values hosts = new Values(new HashSet<>(), new HashSet<>());
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Condition.HostHeader(Patterns patterns)) {
                hosts.add(patterns);
            }
        }
        return hosts;
    }

    private static Values paths(RoutingRule rule) {
        Values paths = new Values(new HashSet<>(), new HashSet<>());
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Condition.PathPattern(Patterns patterns)) {
                paths.add(patterns);
            }
        }
        return paths;
    }
}
