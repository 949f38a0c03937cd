package io.headgate.simulator.policy;

import java.util.List;
import java.util.Map;

/**
 * A condition of a statement.
 *
 * @param key compared without regard to case, but for the name of a tag
 * @param set how the values of a key that has several are compared
 * @param ifExists whether it holds where the call does not have the key
 */
record Condition(Operator operator, Set set, boolean ifExists, String key, List<String> values) {

    enum Operator {
        STRING_EQUALS,
        STRING_NOT_EQUALS,
        STRING_LIKE,
        STRING_NOT_LIKE,
        NULL
    }

    enum Set {
        /** The key has one value. */
        ONE,
        ALL,
        ANY
    }

    Condition {
        values = List.copyOf(values);
    }

    /** @throws IllegalArgumentException when the operator is not understood here */
    static Condition of(String written, String key, List<String> values) {
        String name = written;
        Set set = Set.ONE;
        if (name.startsWith("ForAllValues:")) {
            set = Set.ALL;
            name = name.substring("ForAllValues:".length());
        } else if (name.startsWith("ForAnyValue:")) {
            set = Set.ANY;
            name = name.substring("ForAnyValue:".length());
        }
        boolean ifExists = name.endsWith("IfExists");
        Operator operator = switch (ifExists ? name.substring(0, name.length() - "IfExists".length()) : name) {
            case "StringEquals", "ArnEquals" -> Operator.STRING_EQUALS;
            case "StringNotEquals" -> Operator.STRING_NOT_EQUALS;
            case "StringLike", "ArnLike" -> Operator.STRING_LIKE;
            case "StringNotLike" -> Operator.STRING_NOT_LIKE;
            case "Null" -> Operator.NULL;
            case String other ->
                throw new IllegalArgumentException("The condition operator " + other + " is not understood here.");
        };
        return new Condition(operator, set, ifExists, key, values);
    }

    /** @param context values by key; a key that the call does not have is not in it */
    boolean holds(Map<String, List<String>> context) {
        List<String> actual = context.entrySet().stream()
                .filter(entry -> sameKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
        if (operator == Operator.NULL) {
            return values.contains(String.valueOf(actual.isEmpty()));
        }
        if (actual.isEmpty()) {
            return ifExists
                    || set == Set.ALL
                    || operator == Operator.STRING_NOT_EQUALS
                    || operator == Operator.STRING_NOT_LIKE;
        }
        return set == Set.ALL
                ? actual.stream().allMatch(this::fits)
                : actual.stream().anyMatch(this::fits);
    }

    private boolean sameKey(String other) {
        int tag = key.indexOf('/');
        return tag < 0
                ? key.equalsIgnoreCase(other)
                : other.indexOf('/') == tag
                        && key.substring(0, tag).equalsIgnoreCase(other.substring(0, tag))
                        && key.substring(tag).equals(other.substring(tag));
    }

    private boolean fits(String value) {
        return switch (operator) {
            case STRING_EQUALS -> values.contains(value);
            case STRING_NOT_EQUALS -> !values.contains(value);
            case STRING_LIKE -> values.stream().anyMatch(pattern -> Wildcards.match(pattern, value));
            case STRING_NOT_LIKE -> values.stream().noneMatch(pattern -> Wildcards.match(pattern, value));
            case NULL -> throw new IllegalStateException("has no values to compare");
        };
    }
}
