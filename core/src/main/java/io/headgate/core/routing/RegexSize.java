package io.headgate.core.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how large a regular expression becomes when its counted repetitions are written out, as engines do that match in linear
 * time. Nested repetitions multiply, so that thirty characters can ask for more memory than there is.
 */
final class RegexSize {
    /** More than any rule needs, and still made within a tenth of a second. */
    private static final long MOST = 50_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** Whether the expression would become too large. */
    static boolean isExcessive(String regex) {
        return new RegexSize(regex).size() > MOST;
    }

    private long size() {
        int at = 0;
        while (at < regex.length()) {
            at = next(at);
        }
        return add(size, last);
    }

    /** Takes one element, and gives where the next one begins. */
    private int next(int at) {
        return switch (regex.charAt(at)) {
            case '\\' -> element(1, at + 2);
            case '[' -> element(1, endOfClass(at));
            case '(' -> {
                outer.push(add(size, last));
                size = 0;
                last = 0;
                yield at + 1;
            }
            case ')' -> {
                long inner = add(size, last);
                size = outer.isEmpty() ? 0 : outer.pop();
                last = inner;
                yield at + 1;
            }
            case '{' -> count(at);
            default -> element(1, at + 1);
        };
    }

    private int element(long elementSize, int end) {
        size = add(size, last);
        last = elementSize;
        return end;
    }

    private int count(int at) {
        Matcher matcher = COUNT.matcher(regex).region(at, regex.length());
        if (!matcher.lookingAt()) {
            return element(1, at + 1);
        }
        String upTo = matcher.group(2);
        long times = Long.parseLong(upTo == null || upTo.isEmpty() ? matcher.group(1) : upTo);
        last = Math.min(MOST + 1, Math.max(1, last) * Math.max(1, times));
        return matcher.end();
    }

    private int endOfClass(int at) {
        int end = at + 1;
        // A bracket that comes first is a member of the class.
        if (end < regex.length() && regex.charAt(end) == '^') {
            end++;
        }
        if (end < regex.length() && regex.charAt(end) == ']') {
            end++;
        }
        while (end < regex.length() && regex.charAt(end) != ']') {
            end += regex.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static long add(long one, long other) {
        return Math.min(MOST + 1, one + other);
    }
}
