package io.headgate.simulator.policy;

/** Patterns of IAM: {@code *} stands for any text, {@code ?} for one character. */
final class Wildcards {

    private Wildcards() {}

    static boolean match(String pattern, String text) {
        return match(pattern, 0, text, 0);
    }

    private static boolean match(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        return switch (pattern.charAt(p)) {
            case '*' -> match(pattern, p + 1, text, t) || (t < text.length() && match(pattern, p, text, t + 1));
            case '?' -> t < text.length() && match(pattern, p + 1, text, t + 1);
            default -> t < text.length() && text.charAt(t) == pattern.charAt(p) && match(pattern, p + 1, text, t + 1);
        };
    }
}
