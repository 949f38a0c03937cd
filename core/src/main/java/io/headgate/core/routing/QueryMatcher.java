package io.headgate.core.routing;

import org.jspecify.annotations.Nullable;

/** One value of a query-string condition, made ready to match pairs. Immutable. */
public final class QueryMatcher {

    private final @Nullable WildcardPattern key;
    private final WildcardPattern value;

    private QueryMatcher(@Nullable WildcardPattern key, WildcardPattern value) {
        this.key = key;
        this.value = value;
    }

    public static QueryMatcher of(Condition.QueryString.Pair pair) {
        String key = pair.key();
        return new QueryMatcher(key == null ? null : pattern(key), pattern(pair.value()));
    }

    private static WildcardPattern pattern(String text) {
        return WildcardPattern.parse(text, LetterCase.IGNORED, WildcardPattern.Escape.BACKSLASH);
    }

    /** Whether the pair has the key, if one is asked for, and the value. */
    public boolean matches(QueryPair pair) {
        return (key == null || key.matches(pair.key())) && value.matches(pair.value());
    }

    /** Whether every pair that the other matches is certainly matched too. */
    boolean covers(QueryMatcher narrower) {
        boolean keys = key == null || (narrower.key != null && key.covers(narrower.key));
        return keys && value.covers(narrower.value);
    }
}
