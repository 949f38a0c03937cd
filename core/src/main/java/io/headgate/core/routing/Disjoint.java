package io.headgate.core.routing;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Whether two rules can be told never to match the same request. Errs towards no. */
public final class Disjoint {

    private Disjoint() {}

    /** Whether certainly no request is matched by both. */
    public static boolean rules(RoutingRule one, RoutingRule other) {
        return one.conditions().stream()
                .anyMatch(mine -> other.conditions().stream().anyMatch(theirs -> conditions(mine, theirs)));
    }

    private static boolean conditions(Condition one, Condition other) {
        return switch (one) {
            case Condition.HostHeader(Patterns mine)
            when other instanceof Condition.HostHeader(Patterns theirs) ->
                patterns(mine, theirs, text -> text.toLowerCase(Locale.ROOT));
            case Condition.PathPattern(Patterns mine)
            when other instanceof Condition.PathPattern(Patterns theirs) ->
                patterns(mine, theirs, UnaryOperator.identity());
            case Condition.HttpRequestMethod(List<String> mine)
            when other instanceof Condition.HttpRequestMethod(List<String> theirs) ->
                Collections.disjoint(mine, theirs);
            case Condition.HostHeader _,
                    Condition.PathPattern _,
                    Condition.HttpRequestMethod _,
                    Condition.HttpHeader _,
                    Condition.QueryString _,
                    Condition.SourceIp _ -> false;
        };
    }

    private static boolean patterns(Patterns one, Patterns other, UnaryOperator<String> fold) {
        if (!(one instanceof Patterns.Wildcards(List<String> mine))
                || !(other instanceof Patterns.Wildcards(List<String> theirs))) {
            return false;
        }
        List<String> rights = theirs.stream().map(fold).toList();
        return mine.stream().map(fold).allMatch(left -> rights.stream().allMatch(right -> wildcards(left, right)));
    }

    /** Two patterns meet only if what stands before their first wildcards agrees, and what stands behind their last ones. */
    private static boolean wildcards(String one, String other) {
        if (isLiteral(one) && isLiteral(other)) {
            return !one.equals(other);
        }
        return apart(head(one), isLiteral(one), head(other), isLiteral(other))
                || apart(reversed(tail(one)), isLiteral(one), reversed(tail(other)), isLiteral(other));
    }

    private static boolean apart(String one, boolean oneEnds, String other, boolean otherEnds) {
        boolean oneMayContinue = !oneEnds && other.startsWith(one);
        boolean otherMayContinue = !otherEnds && one.startsWith(other);
        return !one.equals(other) && !oneMayContinue && !otherMayContinue;
    }

    private static boolean isLiteral(String pattern) {
        return firstWildcard(pattern) < 0;
    }

    private static String head(String pattern) {
        return isLiteral(pattern) ? pattern : pattern.substring(0, firstWildcard(pattern));
    }

    private static String tail(String pattern) {
        return pattern.substring(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1);
    }

    private static int firstWildcard(String pattern) {
        int star = pattern.indexOf('*');
        int mark = pattern.indexOf('?');
        return star < 0 || mark < 0 ? Math.max(star, mark) : Math.min(star, mark);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
