package io.headgate.core.compile;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two rules as one. Values of a condition are alternatives, so two rules that do the same and differ in the values of one condition match
 * together what one rule with the values of both matches.
 */
final class JoinedRules {
    private static final Set<String> EVERY_PATH = Set.of("/*", "*");

    private JoinedRules() {}

    /** Whether two rules answer alike, whichever of them a request meets. */
    static boolean alike(RoutingRule one, RoutingRule other) {
        return one.actions().equals(other.actions()) && one.transforms().equals(other.transforms());
    }

    /** The rule that matches what one or the other of two rules that answer alike matches; empty if there is none. */
    static Optional<RoutingRule> of(RoutingRule one, RoutingRule other) {
        List<Condition> mine = without(one.conditions(), other.conditions());
        List<Condition> theirs = without(other.conditions(), one.conditions());
        if (mine.isEmpty() && theirs.isEmpty()) {
            return Optional.of(one);
        }
        if (mine.size() != 1 || theirs.size() != 1) {
            return Optional.empty();
        }
        Condition differing = mine.getFirst();
        return union(differing, theirs.getFirst())
                .map(union -> new RoutingRule(
                        one.conditions().stream()
                                .map(condition -> condition.equals(differing) ? union : condition)
                                .toList(),
                        one.actions(),
                        one.transforms()));
    }

    /** The rule without a condition on the path that every path fulfils, unless it is the only condition. */
    static RoutingRule withoutEveryPath(RoutingRule rule) {
        List<Condition> needed = rule.conditions().stream()
                .filter(condition -> !isEveryPath(condition))
                .toList();
        return needed.isEmpty() ? rule : new RoutingRule(needed, rule.actions(), rule.transforms());
    }

    private static boolean isEveryPath(Condition condition) {
        return condition instanceof Condition.PathPattern(Patterns.Wildcards(List<String> values))
                && values.stream().anyMatch(EVERY_PATH::contains);
    }

    /** The conditions to which there is no equal one, counted one by one. */
    private static List<Condition> without(List<Condition> conditions, List<Condition> others) {
        List<Condition> rest = new ArrayList<>(conditions);
        others.forEach(rest::remove);
        return rest;
    }

    private static Optional<Condition> union(Condition one, Condition other) {
        return switch (one) {
            case Condition.HostHeader(Patterns mine)
            when other instanceof Condition.HostHeader(Patterns theirs) ->
                union(mine, theirs).map(Condition.HostHeader::new);
            case Condition.PathPattern(Patterns mine)
            when other instanceof Condition.PathPattern(Patterns theirs) ->
                union(mine, theirs).map(Condition.PathPattern::new);
            case Condition.HttpHeader(String name, Patterns mine)
            when other instanceof Condition.HttpHeader(String otherName, Patterns theirs)
                    && name.equalsIgnoreCase(otherName) ->
                union(mine, theirs).map(patterns -> new Condition.HttpHeader(name, patterns));
            case Condition.HttpRequestMethod(List<String> mine)
            when other instanceof Condition.HttpRequestMethod(List<String> theirs) ->
                Optional.of(new Condition.HttpRequestMethod(union(mine, theirs)));
            case Condition.QueryString(List<Condition.QueryString.Pair> mine)
            when other instanceof Condition.QueryString(List<Condition.QueryString.Pair> theirs) ->
                Optional.of(new Condition.QueryString(union(mine, theirs)));
            case Condition.SourceIp(List<String> mine)
            when other instanceof Condition.SourceIp(List<String> theirs) ->
                Optional.of(new Condition.SourceIp(union(mine, theirs)));
            case Condition.HostHeader _,
                    Condition.PathPattern _,
                    Condition.HttpHeader _,
                    Condition.HttpRequestMethod _,
                    Condition.QueryString _,
                    Condition.SourceIp _ -> Optional.empty();
        };
    }

    /** Wildcards and regular expressions cannot stand in one condition. */
    private static Optional<Patterns> union(Patterns one, Patterns other) {
        return switch (one) {
            case Patterns.Wildcards(List<String> mine)
            when other instanceof Patterns.Wildcards(List<String> theirs) ->
                Optional.of(new Patterns.Wildcards(union(mine, theirs)));
            case Patterns.Regexes(List<String> mine)
            when other instanceof Patterns.Regexes(List<String> theirs) ->
                Optional.of(new Patterns.Regexes(union(mine, theirs)));
            case Patterns.Wildcards _, Patterns.Regexes _ -> Optional.empty();
        };
    }

    private static <V> List<V> union(List<V> one, List<V> other) {
        Set<V> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
