package io.headgate.core.routing;

import io.headgate.core.routing.Condition.HostHeader;
import io.headgate.core.routing.Condition.HttpHeader;
import io.headgate.core.routing.Condition.HttpRequestMethod;
import io.headgate.core.routing.Condition.PathPattern;
import io.headgate.core.routing.Condition.QueryString;
import io.headgate.core.routing.Condition.SourceIp;
import java.util.List;

/**
 * The reference evaluator: says which rule of a listener a request gets, by trying one after the other. It defines what every other
 * routing table must answer. A value that is malformed, say a broken regular expression, matches nothing. Pure; any thread.
 */
public final class Router {

    private Router() {}

    /** The first rule whose conditions all hold, else the default. */
    public static RoutingDecision route(RoutingTable table, RoutingRequest request) {
        List<RoutingRule> rules = table.rules();
        for (int position = 0; position < rules.size(); position++) {
            RoutingRule rule = rules.get(position);
            if (matches(rule, request)) {
                return new RoutingDecision(position, rule.actions(), rule.transforms());
            }
        }
        return new RoutingDecision(RoutingDecision.DEFAULT, table.defaultActions(), List.of());
    }

    /** Whether all conditions of the rule hold. */
    public static boolean matches(RoutingRule rule, RoutingRequest request) {
        return rule.conditions().stream().allMatch(condition -> holds(condition, request));
    }

    /** Whether one of the values of the condition matches. */
    public static boolean holds(Condition condition, RoutingRequest request) {
        return switch (condition) {
            case HostHeader(Patterns patterns) -> anyMatches(patterns, LetterCase.IGNORED, request.host());
            case PathPattern(Patterns patterns) -> anyMatches(patterns, LetterCase.SIGNIFICANT, request.path());
            case HttpHeader(String name, Patterns patterns) ->
                request.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .anyMatch(header -> anyMatches(patterns, LetterCase.IGNORED, header.value()));
            case HttpRequestMethod(List<String> methods) -> methods.contains(request.method());
            case QueryString(List<QueryString.Pair> pairs) -> anyPair(pairs, request.query());
            case SourceIp(List<String> cidrs) ->
                cidrs.stream()
                        .flatMap(cidr -> CidrBlock.parse(cidr).stream())
                        .anyMatch(block -> block.contains(request.source()));
        };
    }

    private static boolean anyMatches(Patterns patterns, LetterCase letterCase, String text) {
        return TextMatcher.anyOf(patterns, letterCase).stream().anyMatch(matcher -> matcher.matches(text));
    }

    private static boolean anyPair(List<QueryString.Pair> wanted, String query) {
        return QueryPair.split(query).stream()
                .anyMatch(pair ->
                        wanted.stream().anyMatch(value -> QueryMatcher.of(value).matches(pair)));
    }
}
