package io.headgate.core.routing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/** What the transforms of a rule make of a request. Routing has happened before and never looks at it again. */
public final class Rewriting {

    private Rewriting() {}

    /** Outcome of all transforms of a rule. */
    public sealed interface Result {

        /**
         * The request as it goes on.
         *
         * @param host value of the Host field
         * @param target path and query
         */
        record Rewritten(String host, String target) implements Result {}

        /** The request cannot go on: a replacement gives no usable host or target. The client gets 500. */
        record Unusable(String reason) implements Result {}
    }

    /** Applies the transforms in order; one that does not match changes nothing. */
    public static Result apply(List<Transform> transforms, String host, String target) {
        String newHost = host;
        String newTarget = target;
        for (Transform transform : transforms) {
            String old = transform instanceof Transform.UrlRewrite ? newTarget : newHost;
            Optional<String> rewritten = rewrite(transform.rewrites(), old);
            if (rewritten.isEmpty()) {
                return new Result.Unusable(transform.type() + " has a malformed expression or replacement");
            }
            switch (transform) {
                case Transform.UrlRewrite url -> newTarget = rewritten.get();
                case Transform.HostHeaderRewrite header -> newHost = rewritten.get();
            }
        }
        return check(host, target, new Result.Rewritten(newHost, newTarget));
    }

    private static Result check(String host, String target, Result.Rewritten result) {
        if (!result.host().equals(host) && !usable(result.host())) {
            return new Result.Unusable("host-header-rewrite gives no usable host");
        }
        if (!result.target().equals(target)
                && !(usable(result.target()) && result.target().startsWith("/"))) {
            return new Result.Unusable("url-rewrite gives no usable path");
        }
        return result;
    }

    private static boolean usable(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character > 0x20 && character < 0x7f);
    }

    private static Optional<String> rewrite(List<Transform.Rewrite> rewrites, String text) {
        String current = text;
        for (Transform.Rewrite rewrite : rewrites) {
            Optional<String> next = rewrite(rewrite, current);
            if (next.isEmpty()) {
                return next;
            }
            current = next.get();
        }
        return Optional.of(current);
    }

    /** Replaces the first match and leaves what surrounds it. */
    private static Optional<String> rewrite(Transform.Rewrite rewrite, String text) {
        if (RegexSize.isExcessive(rewrite.regex())) {
            return Optional.empty();
        }
        try {
            Matcher matcher = Pattern.compile(rewrite.regex()).matcher(text);
            if (!matcher.find()) {
                return Optional.of(text);
            }
            return expand(rewrite.replace(), matcher)
                    .map(middle -> text.substring(0, matcher.start()) + middle + text.substring(matcher.end()));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Fills {@code $1}, {@code $2} ...; a dollar sign without a digit stands for itself. Empty when there is no such group. */
    private static Optional<String> expand(String replacement, Matcher matcher) {
        StringBuilder expanded = new StringBuilder();
        for (int at = 0; at < replacement.length(); at++) {
            char character = replacement.charAt(at);
            boolean reference =
                    character == '$' && at + 1 < replacement.length() && isDigit(replacement.charAt(at + 1));
            if (!reference) {
                expanded.append(character);
                continue;
            }
            int group = replacement.charAt(++at) - '0';
            if (group > matcher.groupCount()) {
                return Optional.empty();
            }
            String captured = matcher.group(group);
            expanded.append(captured == null ? "" : captured);
        }
        return Optional.of(expanded.toString());
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
