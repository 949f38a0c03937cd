package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An attribute that can be set: its key, its default, and what its value must look like.
 *
 * @param problem what the value must be, for the refusal of another
 */
record Attribute(String key, String byDefault, Values allowed, String problem) {

    /** Whether a value is allowed. */
    @FunctionalInterface
    interface Values {
        boolean allow(String value);
    }

    static Attribute flag(String key, boolean byDefault) {
        return new Attribute(
                key,
                String.valueOf(byDefault),
                value -> value.equals("true") || value.equals("false"),
                "must be true or false");
    }

    static Attribute oneOf(String key, String byDefault, List<String> values) {
        return new Attribute(key, byDefault, values::contains, "must be one of " + values);
    }

    static Attribute number(String key, String byDefault, int least, int most) {
        return new Attribute(
                key, byDefault, value -> within(value, least, most), "must be between " + least + " and " + most);
    }

    /** A number in a range, or one word instead. */
    static Attribute numberOr(String word, String key, String byDefault, int least, int most) {
        return new Attribute(
                key,
                byDefault,
                value -> value.equals(word) || within(value, least, most),
                "must be " + word + " or between " + least + " and " + most);
    }

    static Attribute text(String key, String byDefault) {
        return new Attribute(key, byDefault, _ -> true, "");
    }

    static Attribute matching(String key, String byDefault, Pattern pattern) {
        return new Attribute(key, byDefault, value -> pattern.matcher(value).matches(), "must match " + pattern);
    }

    private static boolean within(String value, int least, int most) {
        return value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    static Map<String, String> defaults(Collection<Attribute> catalogue) {
        Map<String, String> values = new LinkedHashMap<>();
        catalogue.forEach(attribute -> values.put(attribute.key(), attribute.byDefault()));
        return values;
    }

    /** Reads attributes to be changed; unknown keys and wrong values are refused. */
    static Map<String, String> read(List<Fields> wired, Collection<Attribute> catalogue) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (Fields each : wired) {
            String key = each.required("Key");
            String value = each.text("Value").orElse("");
            Attribute attribute = catalogue.stream()
                    .filter(known -> known.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> ApiError.invalid("Attribute key '" + key + "' is not recognized"));
            if (!attribute.allowed().allow(value)) {
                throw ApiError.of(
                        "InvalidConfigurationRequest",
                        "The value '" + value + "' of '" + key + "' is not valid: it " + attribute.problem());
            }
            changes.put(key, value);
        }
        return changes;
    }
}
