package io.headgate.core.routing;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * One value of a condition, made ready to match texts. Control characters are never matched, so a text that holds one matches nothing.
 * Immutable.
 */
public sealed interface TextMatcher {

    boolean matches(String text);

    /** The values of a condition; malformed ones are left out, see {@link RegexSyntax}. */
    static List<TextMatcher> anyOf(Patterns patterns, LetterCase letterCase) {
        return switch (patterns) {
            case Patterns.Wildcards(List<String> values) ->
                values.stream().map(value -> wildcard(value, letterCase)).toList();
            case Patterns.Regexes(List<String> values) ->
                values.stream()
                        .flatMap(value -> regex(value, letterCase).stream())
                        .toList();
        };
    }

    /** A value with {@code *} for any number of characters and {@code ?} for exactly one; the whole text must match. */
    static TextMatcher wildcard(String value, LetterCase letterCase) {
        return new Wildcard(WildcardPattern.parse(value, letterCase, WildcardPattern.Escape.NONE));
    }

    /** A regular expression; it may match anywhere in the text unless anchored. Empty when it is not of the accepted language. */
    static Optional<TextMatcher> regex(String value, LetterCase letterCase) {
        if (RegexSyntax.problem(value).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Regex(Pattern.compile(value, flags(letterCase))));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static int flags(LetterCase letterCase) {
        return switch (letterCase) {
            case SIGNIFICANT -> 0;
            case IGNORED -> Pattern.CASE_INSENSITIVE;
        };
    }

    /** By wildcards. */
    record Wildcard(WildcardPattern pattern) implements TextMatcher {
        @Override
        public boolean matches(String text) {
            return pattern.matches(text);
        }
    }

    /** By regular expression, in time linear to the text. */
    record Regex(Pattern pattern) implements TextMatcher {
        @Override
        public boolean matches(String text) {
            return !WildcardPattern.holdsControlCharacter(text)
                    && pattern.matcher(text).find();
        }
    }
}
