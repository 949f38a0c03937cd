package io.headgate.core.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How limits are written in the tables: {@code internal or internet-facing}, {@code off or 1..100}, {@code codes 200..499},
 * {@code attributes target-group}, {@code tags}, {@code /regular expression/}, each with {@code each} before it for lists, and nothing.
 */
final class LimitSyntax {
    private static final Pattern RANGE = Pattern.compile("(-?\\d+)\\.\\.(\\d+)");
    private static final String EACH = "each ";
    private static final String CODES = "codes ";
    private static final String ATTRIBUTES = "attributes ";

    private LimitSyntax() {}

    /** {@code words} says a form in words. */
    static Limit parse(String text, String words) {
        if (text.isEmpty()) {
            return new Limit.None();
        }
        if (text.startsWith(EACH)) {
            return new Limit.Each(parse(text.substring(EACH.length()), words));
        }
        if (text.startsWith("/")) {
            return new Limit.Form(Pattern.compile(text.substring(1, text.length() - 1)), words);
        }
        if (text.startsWith(CODES)) {
            return new Limit.Codes(range(text.substring(CODES.length())));
        }
        if (text.startsWith(ATTRIBUTES)) {
            return new Limit.Attributes(kind(text.substring(ATTRIBUTES.length())));
        }
        return text.equals("tags") ? new Limit.Tags() : choice(text);
    }

    static AttributeKind kind(String text) {
        return AttributeKind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Limit choice(String text) {
        List<String> words = new ArrayList<>();
        List<Limit.Range> ranges = new ArrayList<>();
        for (String alternative : text.split(" or ", -1)) {
            if (RANGE.matcher(alternative).matches()) {
                ranges.add(range(alternative));
            } else {
                words.add(alternative);
            }
        }
        return new Limit.Choice(words, ranges);
    }

    private static Limit.Range range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("no range: " + text);
        }
        return new Limit.Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
