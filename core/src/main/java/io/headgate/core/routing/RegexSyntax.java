package io.headgate.core.routing;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * The language of regular expressions that rules and transforms accept: it can be matched in time linear to the text. Look-around,
 * back references, atomic groups, possessive quantifiers, subroutines, recursion and character properties ({@code \p}) are no part of
 * it.
 */
public final class RegexSyntax {

    private static final java.util.regex.Pattern PROPERTY =
            java.util.regex.Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[pP]");

    private RegexSyntax() {}

    /** Why the expression is not accepted, as a short phrase; empty when it is. */
    public static Optional<String> problem(String regex) {
        if (PROPERTY.matcher(regex).find()) {
            return Optional.of("character properties (\\p) are not supported");
        }
        if (RegexSize.isExcessive(regex)) {
            return Optional.of("its repetitions make it too large");
        }
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException malformed) {
            return Optional.of(malformed.getDescription() + ": " + malformed.getPattern());
        }
    }
}
