package io.headgate.core.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The grammars of annotation values: those of Go's standard library, since aws-load-balancer-controller reads them with it. */
public final class Grammar {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final List<String> TRUE = List.of("1", "t", "T", "TRUE", "true", "True");
    private static final List<String> FALSE = List.of("0", "f", "F", "FALSE", "false", "False");

    private Grammar() {}

    /** One of {@code 1 t T TRUE true True 0 f F FALSE false False}. */
    public static Parsed<Boolean> bool(String text) {
        if (TRUE.contains(text)) {
            return new Parsed.Value<>(true);
        }
        return FALSE.contains(text)
                ? new Parsed.Value<>(false)
                : new Parsed.Invalid<>("is \"" + text + "\", which is neither true nor false");
    }

    /** A decimal number of 32 bits with an optional sign. */
    public static Parsed<Integer> int32(String text) {
        return integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE)
                .then(number -> new Parsed.Value<>(number.intValue()));
    }

    /** A decimal number of 64 bits with an optional sign. */
    public static Parsed<Long> int64(String text) {
        return integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Parsed<Long> integer(String text, long min, long max) {
        if (!INTEGER.matcher(text).matches()) {
            return new Parsed.Invalid<>("is \"" + text + "\", which is no whole number");
        }
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return new Parsed.Value<>(number);
            }
        } catch (NumberFormatException tooLarge) {
            // The same answer as for a number that is out of a narrower range.
        }
        return new Parsed.Invalid<>("is " + text + ", which is out of range");
    }

    /** Comma-separated; each entry trimmed, empty ones dropped. */
    public static List<String> stringList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** {@code k=v,k2=v2} with backslash escapes; see {@link StringMapGrammar}. */
    public static Parsed<Map<String, String>> stringMap(String text) {
        return StringMapGrammar.parse(text);
    }
}
