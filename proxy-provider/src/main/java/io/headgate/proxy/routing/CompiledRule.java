package io.headgate.proxy.routing;

import io.headgate.core.routing.CidrBlock;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.LetterCase;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.QueryMatcher;
import io.headgate.core.routing.QueryPair;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TextMatcher;
import java.util.List;
import java.util.function.Predicate;

/** The conditions of a rule, with all patterns parsed once. Immutable. */
final class CompiledRule {

    private final List<Predicate<RoutingRequest>> conditions;

    private CompiledRule(List<Predicate<RoutingRequest>> conditions) {
        this.conditions = conditions;
    }

    static CompiledRule of(RoutingRule rule) {
        return new CompiledRule(
                rule.conditions().stream().map(CompiledRule::compile).toList());
    }

    boolean matches(RoutingRequest request) {
        for (Predicate<RoutingRequest> condition : conditions) {
            if (!condition.test(request)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<RoutingRequest> compile(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> {
                Predicate<String> host = text(patterns, LetterCase.IGNORED);
                yield request -> host.test(request.host());
            }
            case Condition.PathPattern(Patterns patterns) -> {
                Predicate<String> path = text(patterns, LetterCase.SIGNIFICANT);
                yield request -> path.test(request.path());
            }
            case Condition.HttpHeader(String name, Patterns patterns) ->
                header(name, text(patterns, LetterCase.IGNORED));
            case Condition.HttpRequestMethod(List<String> methods) -> request -> methods.contains(request.method());
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) -> query(pairs);
            case Condition.SourceIp(List<String> cidrs) -> source(cidrs);
        };
    }

    private static Predicate<String> text(Patterns patterns, LetterCase letterCase) {
        List<TextMatcher> matchers = TextMatcher.anyOf(patterns, letterCase);
        return text -> {
            for (TextMatcher matcher : matchers) {
                if (matcher.matches(text)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<RoutingRequest> header(String name, Predicate<String> value) {
        return request -> {
            for (RoutingRequest.Header header : request.headers()) {
                if (header.name().equalsIgnoreCase(name) && value.test(header.value())) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Predicate<RoutingRequest> query(List<Condition.QueryString.Pair> pairs) {
        List<QueryMatcher> wanted = pairs.stream().map(QueryMatcher::of).toList();
        return request -> {
            for (QueryPair pair : QueryPair.split(request.query())) {
                for (QueryMatcher matcher : wanted) {
                    if (matcher.matches(pair)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static Predicate<RoutingRequest> source(List<String> cidrs) {
        List<CidrBlock> blocks =
                cidrs.stream().flatMap(cidr -> CidrBlock.parse(cidr).stream()).toList();
        return request -> {
            for (CidrBlock block : blocks) {
                if (block.contains(request.source())) {
                    return true;
                }
            }
            return false;
        };
    }
}
