package io.headgate.core.routing;

import java.util.Arrays;

/**
 * A text with {@code *} for any number of characters, {@code /} included, and {@code ?} for exactly one. The whole text must match.
 * Letters beyond ASCII keep their case. Immutable.
 */
public final class WildcardPattern {

    /** How a value says that a wildcard character is meant as itself. */
    public enum Escape {
        /** It cannot. */
        NONE,
        /** By a backslash before it, as in query-string values. */
        BACKSLASH
    }

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;

    /** Characters, folded if case does not count, and the two codes above. */
    private final int[] symbols;

    private final LetterCase letterCase;

    private WildcardPattern(int[] symbols, LetterCase letterCase) {
        this.symbols = symbols;
        this.letterCase = letterCase;
    }

    public static WildcardPattern parse(String value, LetterCase letterCase, Escape escape) {
        int[] symbols = new int[value.length()];
        int length = 0;
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            boolean escaped = escape == Escape.BACKSLASH
                    && character == '\\'
                    && at + 1 < value.length()
                    && isWildcard(value.charAt(at + 1));
            symbols[length++] = escaped ? value.charAt(++at) : symbol(character, letterCase);
        }
        return new WildcardPattern(Arrays.copyOf(symbols, length), letterCase);
    }

    private static boolean isWildcard(char character) {
        return character == '*' || character == '?';
    }

    private static int symbol(char character, LetterCase letterCase) {
        return switch (character) {
            case '*' -> ANY_RUN;
            case '?' -> ANY_ONE;
            default -> fold(character, letterCase);
        };
    }

    private static int fold(char character, LetterCase letterCase) {
        boolean upper = letterCase == LetterCase.IGNORED && character >= 'A' && character <= 'Z';
        return upper ? character + ('a' - 'A') : character;
    }

    /** Whether the whole text matches. On a mismatch only the last {@code *} grows: earlier ones need not, so time is bounded. */
    public boolean matches(String text) {
        int symbol = 0;
        int lastRun = -1;
        int retryAt = 0;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (isControl(character)) {
                return false;
            }
            if (symbol < symbols.length && symbols[symbol] == ANY_RUN) {
                lastRun = symbol++;
                retryAt = at;
            } else if (symbol < symbols.length && matchesOne(symbols[symbol], character)) {
                symbol++;
                at++;
            } else if (lastRun >= 0) {
                symbol = lastRun + 1;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == ANY_RUN) {
            symbol++;
        }
        return symbol == symbols.length;
    }

    /** Whether every text that the other matches is certainly matched too. Both must treat the case of letters alike. */
    public boolean covers(WildcardPattern narrower) {
        int[] wide = normalised(symbols);
        int[] narrow = normalised(narrower.symbols);
        int symbol = 0;
        int lastRun = -1;
        int retryAt = 0;
        int at = 0;
        while (at < narrow.length) {
            if (symbol < wide.length && wide[symbol] == ANY_RUN) {
                lastRun = symbol++;
                retryAt = at;
            } else if (symbol < wide.length && coversOne(wide[symbol], narrow[at])) {
                symbol++;
                at++;
            } else if (lastRun >= 0) {
                symbol = lastRun + 1;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        while (symbol < wide.length && wide[symbol] == ANY_RUN) {
            symbol++;
        }
        return symbol == wide.length;
    }

    private static boolean coversOne(int wide, int narrow) {
        return wide == narrow || (wide == ANY_ONE && narrow != ANY_RUN);
    }

    /** The same language with all {@code ?} of a run of wildcards before a single {@code *}. */
    private static int[] normalised(int[] symbols) {
        int[] normalised = new int[symbols.length];
        int length = 0;
        boolean run = false;
        for (int symbol : symbols) {
            if (symbol == ANY_RUN) {
                run = true;
            } else {
                if (run && symbol != ANY_ONE) {
                    normalised[length++] = ANY_RUN;
                    run = false;
                }
                normalised[length++] = symbol;
            }
        }
        if (run) {
            normalised[length++] = ANY_RUN;
        }
        return Arrays.copyOf(normalised, length);
    }

    private boolean matchesOne(int symbol, char character) {
        return symbol == ANY_ONE || symbol == fold(character, letterCase);
    }

    static boolean holdsControlCharacter(String text) {
        return text.chars().anyMatch(character -> isControl((char) character));
    }

    private static boolean isControl(char character) {
        return character < 0x20 || character == 0x7f;
    }
}
