package io.headgate.core.routing;

import java.util.Locale;

/** The value of the Location field of a redirect. The port is always part of it, as Application Load Balancers write it. */
public final class RedirectLocation {

    private RedirectLocation() {}

    /**
     * What the templates of a redirect may refer to.
     *
     * @param protocol of the listener, {@code HTTP} or {@code HTTPS}
     * @param port of the listener
     */
    public record Origin(String protocol, String host, int port, String path, String query) {}

    /** Fills the templates. The keyword {@code #{path}} has no leading slash. An empty query leaves no question mark. */
    public static String of(Action.Redirect redirect, Origin origin) {
        String path = fill(redirect.path(), origin);
        String query = fill(redirect.query(), origin);
        return fill(redirect.protocol(), origin).toLowerCase(Locale.ROOT)
                + "://"
                + fill(redirect.host(), origin)
                + ":"
                + fill(redirect.port(), origin)
                + (path.startsWith("/") ? "" : "/")
                + path
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String fill(String template, Origin origin) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf("#{"); open >= 0; open = template.indexOf("#{", from)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            filled.append(template, from, open).append(value(template.substring(open, close + 1), origin));
            from = close + 1;
        }
        return filled.append(template.substring(from)).toString();
    }

    private static String value(String keyword, Origin origin) {
        return switch (keyword) {
            case "#{protocol}" -> origin.protocol().toLowerCase(Locale.ROOT);
            case "#{host}" -> origin.host();
            case "#{port}" -> Integer.toString(origin.port());
            case "#{path}" -> origin.path().startsWith("/") ? origin.path().substring(1) : origin.path();
            case "#{query}" -> origin.query();
            default -> keyword;
        };
    }
}
