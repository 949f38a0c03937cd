package io.headgate.core.contribution;

import io.headgate.core.annotation.Limit;
import io.headgate.core.routing.Action.Redirect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AWS refuses of a redirect (ELBv2 API, {@code RedirectActionConfig}). */
final class RedirectLimits {
    private static final int LONGEST = 128;
    private static final Pattern PLACEHOLDER = Pattern.compile("#\\{([^}]*)}");
    private static final Set<String> IN_HOST = Set.of("host");
    private static final Set<String> IN_PATH = Set.of("host", "path", "port");
    private static final Set<String> IN_QUERY = Set.of("protocol", "host", "port", "path", "query");
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "#{protocol}");
    private static final Set<String> STATUS_CODES = Set.of("HTTP_301", "HTTP_302");
    private static final Limit PORT = new Limit.Choice(List.of("#{port}"), List.of(new Limit.Range(1, 65535)));

    private final List<String> problems = new ArrayList<>();

    private RedirectLimits() {}

    /**
     * What is wrong, each continuing the name of the annotation.
     *
     * @param https whether it is used on an HTTPS listener
     * @param isDefault whether it is used where no rule matches; in a rule a redirect to itself has no effect, since the rule is left out
     */
    static List<String> problems(Redirect redirect, boolean https, boolean isDefault) {
        RedirectLimits limits = new RedirectLimits();
        limits.check(redirect, https);
        if (isDefault && changesNothing(redirect)) {
            limits.problems.add("changes none of protocol, host, port and path, so that it would never end");
        }
        return limits.problems;
    }

    private void check(Redirect redirect, boolean https) {
        if (!STATUS_CODES.contains(redirect.statusCode())) {
            problems.add(
                    "has the statusCode \"" + redirect.statusCode() + "\", which is neither HTTP_301 nor HTTP_302");
        }
        if (!PROTOCOLS.contains(redirect.protocol())) {
            problems.add(
                    "has the protocol \"" + redirect.protocol() + "\", which is none of HTTP, HTTPS and #{protocol}");
        } else if (https && redirect.protocol().equals("HTTP")) {
            problems.add("redirects from HTTPS to HTTP");
        }
        PORT.complaints(redirect.port())
                .forEach(complaint -> problems.add(
                        "has the port \"" + redirect.port() + "\", which is neither from 1 to 65535 nor #{port}"));
        checkText("host", redirect.host(), 1, IN_HOST);
        checkText("path", redirect.path(), 1, IN_PATH);
        checkText("query", redirect.query(), 0, IN_QUERY);
        if (!redirect.path().startsWith("/")) {
            problems.add("has the path \"" + redirect.path() + "\", which does not begin with /");
        }
    }

    private void checkText(String part, String text, int shortest, Set<String> allowed) {
        if (text.length() < shortest || text.length() > LONGEST) {
            problems.add("has a " + part + " of " + text.length() + " characters, which is not from " + shortest
                    + " to " + LONGEST);
        }
        Set<String> seen = new HashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!allowed.contains(matcher.group(1))) {
                problems.add("has " + matcher.group() + " in the " + part + ", where it is not possible");
            } else if (!seen.add(matcher.group(1)) && part.equals("path")) {
                problems.add("has " + matcher.group() + " more than once in the path");
            }
        }
    }

    private static boolean changesNothing(Redirect redirect) {
        return redirect.protocol().equals("#{protocol}")
                && redirect.host().equals("#{host}")
                && redirect.port().equals("#{port}")
                && redirect.path().equals("/#{path}");
    }
}
