package io.headgate.core.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The requests that a rule takes, made ready to be compared with those of other rules. What is said to be covered is so for every
 * request; of regular expressions and of several rules together not everything that is so can be said. Immutable.
 */
public final class RuleReach {
    private final List<Reach> conditions;

    private RuleReach(List<Reach> conditions) {
        this.conditions = conditions;
    }

    public static RuleReach of(RoutingRule rule) {
        return new RuleReach(rule.conditions().stream().map(RuleReach::of).toList());
    }

    /** Whether this rule certainly takes every request that the other takes. */
    public boolean covers(RuleReach narrower) {
        return conditions.stream()
                .allMatch(
                        wide -> wide.takesAll() || narrower.conditions.stream().anyMatch(wide::covers));
    }

    private static Reach of(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> Texts.of(condition.field(), LetterCase.IGNORED, patterns);
            case Condition.PathPattern(Patterns patterns) ->
                Texts.of(condition.field(), LetterCase.SIGNIFICANT, patterns);
            case Condition.HttpHeader(String name, Patterns patterns) ->
                Texts.of("http-header " + name.toLowerCase(Locale.ROOT), LetterCase.IGNORED, patterns);
            case Condition.HttpRequestMethod(List<String> methods) -> new Methods(new HashSet<>(methods));
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                new Queries(pairs.stream().map(QueryMatcher::of).toList());
            case Condition.SourceIp(List<String> cidrs) ->
                new Sources(cidrs.stream()
                        .flatMap(cidr -> CidrBlock.parse(cidr).stream())
                        .toList());
        };
    }

    /** What one condition takes. */
    private sealed interface Reach {
        boolean takesAll();

        boolean covers(Reach narrower);
    }

    private record Texts(String what, Patterns patterns, List<WildcardPattern> wildcards, List<TextMatcher> matchers)
            implements Reach {

        static Texts of(String what, LetterCase letterCase, Patterns patterns) {
            List<WildcardPattern> wildcards = patterns instanceof Patterns.Wildcards(List<String> values)
                    ? values.stream()
                            .map(value -> WildcardPattern.parse(value, letterCase, WildcardPattern.Escape.NONE))
                            .toList()
                    : List.of();
            return new Texts(what, patterns, wildcards, TextMatcher.anyOf(patterns, letterCase));
        }

        /** Every path begins with a slash. */
        @Override
        public boolean takesAll() {
            return switch (what) {
                case "host-header" -> has("*");
                case "path-pattern" -> has("*") || has("/*");
                default -> false;
            };
        }

        private boolean has(String value) {
            return patterns instanceof Patterns.Wildcards(List<String> values) && values.contains(value);
        }

        @Override
        public boolean covers(Reach narrower) {
            return narrower instanceof Texts texts && texts.what.equals(what) && covers(texts);
        }

        private boolean covers(Texts texts) {
            return switch (texts.patterns) {
                case Patterns.Wildcards(List<String> values) ->
                    patterns instanceof Patterns.Wildcards
                            ? texts.wildcards.stream()
                                    .allMatch(narrow -> wildcards.stream().anyMatch(wide -> wide.covers(narrow)))
                            : values.stream().allMatch(this::matchesLiteral);
                case Patterns.Regexes(List<String> values) ->
                    patterns instanceof Patterns.Regexes(List<String> own) && own.containsAll(values);
            };
        }

        private boolean matchesLiteral(String value) {
            return value.indexOf('*') < 0
                    && value.indexOf('?') < 0
                    && matchers.stream().anyMatch(matcher -> matcher.matches(value));
        }
    }

    private record Methods(Set<String> methods) implements Reach {
        @Override
        public boolean takesAll() {
            return false;
        }

        @Override
        public boolean covers(Reach narrower) {
            return narrower instanceof Methods(Set<String> fewer) && methods.containsAll(fewer);
        }
    }

    private record Queries(List<QueryMatcher> pairs) implements Reach {
        @Override
        public boolean takesAll() {
            return false;
        }

        @Override
        public boolean covers(Reach narrower) {
            return narrower instanceof Queries(List<QueryMatcher> fewer)
                    && fewer.stream().allMatch(narrow -> pairs.stream().anyMatch(wide -> wide.covers(narrow)));
        }
    }

    private record Sources(List<CidrBlock> blocks) implements Reach {
        @Override
        public boolean takesAll() {
            return false;
        }

        @Override
        public boolean covers(Reach narrower) {
            return narrower instanceof Sources(List<CidrBlock> fewer)
                    && fewer.stream().allMatch(narrow -> blocks.stream().anyMatch(wide -> wide.contains(narrow)));
        }
    }
}
