package io.headgate.core.routing;

import java.util.List;

/**
 * What an Application Load Balancer counts in a rule.
 *
 * @param values of all conditions together; each is a match evaluation
 * @param wildcards in all values together; those of regular expressions are none
 */
public record RuleSize(int values, int wildcards) {

    public static RuleSize of(RoutingRule rule) {
        return new RuleSize(
                rule.conditions().stream().mapToInt(RuleSize::values).sum(),
                rule.conditions().stream()
                        .mapToInt((Condition condition) -> wildcards(condition))
                        .sum());
    }

    /** Whether neither number is larger. */
    public boolean within(RuleSize most) {
        return values <= most.values && wildcards <= most.wildcards;
    }

    private static int values(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> patterns.values().size();
            case Condition.PathPattern(Patterns patterns) -> patterns.values().size();
            case Condition.HttpHeader(String _, Patterns patterns) ->
                patterns.values().size();
            case Condition.HttpRequestMethod(List<String> methods) -> methods.size();
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) -> pairs.size();
            case Condition.SourceIp(List<String> cidrs) -> cidrs.size();
        };
    }

    private static int wildcards(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns patterns) -> wildcards(patterns);
            case Condition.PathPattern(Patterns patterns) -> wildcards(patterns);
            case Condition.HttpHeader(String _, Patterns patterns) -> wildcards(patterns);
            case Condition.QueryString(List<Condition.QueryString.Pair> pairs) ->
                pairs.stream().mapToInt(RuleSize::wildcards).sum();
            case Condition.HttpRequestMethod _, Condition.SourceIp _ -> 0;
        };
    }

    private static int wildcards(Patterns patterns) {
        return switch (patterns) {
            case Patterns.Wildcards(List<String> values) ->
                values.stream().mapToInt(RuleSize::wildcards).sum();
            case Patterns.Regexes _ -> 0;
        };
    }

    /** How many wildcards a value has. */
    public static int wildcards(String value) {
        return (int) value.chars()
                .filter(character -> character == '*' || character == '?')
                .count();
    }

    /** How many wildcards a pair has. A wildcard character behind a backslash stands for itself. */
    public static int wildcards(Condition.QueryString.Pair pair) {
        String text = (pair.key() == null ? "" : pair.key()) + "=" + pair.value();
        return wildcards(text.replace("\\*", "").replace("\\?", ""));
    }
}
