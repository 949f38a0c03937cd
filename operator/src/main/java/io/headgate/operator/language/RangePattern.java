package io.headgate.operator.language;

import io.headgate.core.annotation.Limit.Range;
import java.util.ArrayList;
import java.util.List;

/** A regular expression for the whole numbers of a range, since JSON Schema has no ranges for texts. */
final class RangePattern {
    private static final String ANY_DIGIT = "[0-9]";

    private RangePattern() {}

    /** Leading zeros and a sign are taken, as the grammar of numbers takes them. */
    static String of(Range range) {
        List<String> alternatives = new ArrayList<>();
        if (range.least() < 0) {
            alternatives.add("-0*(?:" + String.join("|", upTo(1, -range.least())) + ")");
            alternatives.add("[+-]?0*(?:" + String.join("|", upTo(0, range.most())) + ")");
        } else {
            alternatives.add("[+]?0*(?:" + String.join("|", upTo(range.least(), range.most())) + ")");
        }
        return "^(?:" + String.join("|", alternatives) + ")$";
    }

    private static List<String> upTo(long least, long most) {
        List<String> parts = new ArrayList<>();
        long from = least;
        while (from <= most) {
            long to = end(from, most);
            parts.add(block(from, to));
            from = to + 1;
        }
        return parts;
    }

    /** The largest number up to which one block of digits reaches: the last digits are free, the one before has a range. */
    private static long end(long from, long most) {
        long size = 1;
        while (from % (size * 10) == 0 && from != 0 && from + size * 10 - 1 <= most) {
            size *= 10;
        }
        long digit = from / size % 10;
        long count = Math.min(9 - digit, (most - from + 1) / size - 1);
        return from + (count + 1) * size - 1;
    }

    private static String block(long from, long to) {
        String first = Long.toString(from);
        String last = Long.toString(to);
        StringBuilder pattern = new StringBuilder();
        for (int place = 0; place < first.length(); place++) {
            char low = first.charAt(place);
            char high = last.charAt(place);
            if (low == high) {
                pattern.append(low);
            } else {
                pattern.append(low == '0' && high == '9' ? ANY_DIGIT : "[" + low + "-" + high + "]");
            }
        }
        return pattern.toString();
    }
}
