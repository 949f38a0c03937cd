package io.headgate.core.contribution;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.LetterCase;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RuleSize;
import io.headgate.core.routing.WildcardPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The values of one condition, any of which may hold, so that the condition can be parted.
 *
 * @param wildcards how many wildcards each value has
 * @param select the condition with only the values at these indexes
 */
record Alternatives(List<Integer> wildcards, Function<List<Integer>, Condition> select) {
    Alternatives {
        wildcards = List.copyOf(wildcards);
    }

    static Alternatives of(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> of(patterns, LetterCase.IGNORED, Condition.HostHeader::new);
            case Condition.PathPattern(Patterns patterns) ->
                of(patterns, LetterCase.SIGNIFICANT, Condition.PathPattern::new);
            case Condition.HttpHeader(String name, Patterns patterns) ->
                of(patterns, LetterCase.IGNORED, chosen -> new Condition.HttpHeader(name, chosen));
            case Condition.HttpRequestMethod(List<String> methods) ->
                plain(methods.stream().distinct().toList(), Condition.HttpRequestMethod::new);
            case Condition.SourceIp(List<String> cidrs) ->
                plain(cidrs.stream().distinct().toList(), Condition.SourceIp::new);
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                of(pairs.stream().distinct().toList(), RuleSize::wildcards, Condition.QueryString::new);
        };
    }

    int size() {
        return wildcards.size();
    }

    /** How many wildcards the values at these indexes have together. */
    int wildcards(List<Integer> chosen) {
        return chosen.stream().mapToInt(wildcards::get).sum();
    }

    int mostWildcards() {
        return wildcards.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** All indexes; where values have several wildcards, those with more come first, so that few-wildcard values fill the gaps. */
    List<Integer> indexes() {
        List<Integer> indexes =
                new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        if (mostWildcards() > 1) {
            indexes.sort((one, other) -> Integer.compare(wildcards.get(other), wildcards.get(one)));
        }
        return List.copyOf(indexes);
    }

    private static Alternatives of(Patterns patterns, LetterCase letterCase, Function<Patterns, Condition> condition) {
        return switch (patterns) {
            case Patterns.Wildcards(List<String> values) ->
                of(
                        withoutCovered(values, letterCase),
                        RuleSize::wildcards,
                        chosen -> condition.apply(new Patterns.Wildcards(chosen)));
            case Patterns.Regexes(List<String> values) ->
                plain(values.stream().distinct().toList(), chosen -> condition.apply(new Patterns.Regexes(chosen)));
        };
    }

    /** What another value of the same condition takes anyway adds nothing. Of equal ones the first stays. */
    private static List<String> withoutCovered(List<String> values, LetterCase letterCase) {
        List<WildcardPattern> patterns = values.stream()
                .map(value -> WildcardPattern.parse(value, letterCase, WildcardPattern.Escape.NONE))
                .toList();
        return IntStream.range(0, values.size())
                .filter(index -> IntStream.range(0, values.size())
                        .noneMatch(other -> other != index
                                && patterns.get(other).covers(patterns.get(index))
                                && (other < index || !patterns.get(index).covers(patterns.get(other)))))
                .mapToObj(values::get)
                .toList();
    }

    private static Alternatives plain(List<String> values, Function<List<String>, Condition> condition) {
        return of(values, value -> 0, condition);
    }

    private static <V> Alternatives of(
            List<V> values, Function<V, Integer> wildcards, Function<List<V>, Condition> condition) {
        return new Alternatives(
                values.stream().map(wildcards).toList(),
                chosen -> condition.apply(
                        chosen.stream().sorted().map(values::get).toList()));
    }
}
