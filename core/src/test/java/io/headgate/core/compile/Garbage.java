package io.headgate.core.compile;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values that nobody should write: random ones, and valid ones with mistakes. */
final class Garbage {
    private static final int LONG = 100_000;
    private static final int DEEP = 5_000;
    private static final List<String> ODD = List.of(
            "",
            " ",
            ",",
            "=",
            ",=,=",
            "\\",
            "a=b,",
            "null",
            "true",
            "[]",
            "{}",
            "[null]",
            "[{}]",
            "[[]]",
            "{\"\":\"\"}",
            "0",
            "-1",
            "99999999999999999999999999",
            "1e400",
            "2147483647",
            "-2147483648",
            "\u0000",
            "\ud800",
            "\ufeff{}",
            "none",
            "arn:",
            "sg-",
            "0.0.0.0/0",
            "::/129",
            "*",
            "#{host}#{",
            "(((((((((",
            "a{1000}{1000}");
    private static final List<String> JSON_VALUES = List.of(
            "null", "true", "-1", "1.5", "1e99", "\"\"", "\"x\"", "[]", "{}", "[1]", "{\"a\":1}", "\"\\u0000\"");

    private final Random random;

    Garbage(Random random) {
        this.random = random;
    }

    /** One value; {@code valid} is one that works, to make mistakes in. */
    String value(String valid) {
        return switch (random.nextInt(9)) {
            case 0 -> ODD.get(random.nextInt(ODD.size()));
            case 1 -> text(' ', '~');
            case 2 -> text(0, 0x2FFF);
            case 3 -> mutated(valid);
            case 4 -> mutated(mutated(mutated(valid)));
            case 5 -> withAnotherJsonValue(valid);
            case 6 -> valid.replaceAll("[0-9]+", Long.toString(random.nextLong()));
            case 7 -> random.nextBoolean() ? valid + "x".repeat(LONG) : (valid + ",").repeat(100);
            default -> random.nextBoolean() ? "[".repeat(DEEP) : "{\"a\":".repeat(DEEP);
        };
    }

    private String text(int least, int most) {
        return IntStream.range(0, random.nextInt(40))
                .map(index -> least + random.nextInt(most - least + 1))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String mutated(String valid) {
        if (valid.isEmpty()) {
            return text(' ', '~');
        }
        int at = random.nextInt(valid.length());
        String before = valid.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> before + valid.substring(at + 1);
            case 1 -> before + text(' ', '~') + valid.substring(at);
            case 2 -> before;
            default -> before + (char) (' ' + random.nextInt(95)) + valid.substring(at + 1);
        };
    }

    /** Puts another value in place of one that stands behind a colon. */
    private String withAnotherJsonValue(String valid) {
        List<Integer> colons = IntStream.range(0, valid.length())
                .filter(index -> valid.charAt(index) == ':')
                .boxed()
                .toList();
        if (colons.isEmpty()) {
            return JSON_VALUES.get(random.nextInt(JSON_VALUES.size()));
        }
        int colon = colons.get(random.nextInt(colons.size()));
        int end = colon + 1;
        while (end < valid.length() && ",}]".indexOf(valid.charAt(end)) < 0) {
            end++;
        }
        return valid.substring(0, colon + 1)
                + JSON_VALUES.get(random.nextInt(JSON_VALUES.size()))
                + valid.substring(end);
    }
}
