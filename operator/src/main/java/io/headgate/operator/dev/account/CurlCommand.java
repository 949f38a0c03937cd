package io.headgate.operator.dev.account;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command that sends a request which the conditions of a rule match. The URL is the public one; {@code --connect-to} takes it to the
 * listener's real place, so that Host field, SNI and redirects are as in production.
 */
final class CurlCommand {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

    private final String scheme;
    private final int port;
    private final InetSocketAddress place;
    private final List<String> options = new ArrayList<>();
    private String host;
    private String path = "/";
    private String query = "";

    private CurlCommand(String scheme, int port, InetSocketAddress place, String host) {
        this.scheme = scheme;
        this.port = port;
        this.place = place;
        this.host = host;
    }

    /**
     * @param anyHost where no condition names one
     * @param authority file of the certificate authority, null without TLS
     * @return empty if no request can be told that matches, as with a regular expression
     */
    static Optional<String> matching(
            List<Condition> conditions, int port, InetSocketAddress place, String anyHost, @Nullable Path authority) {
        CurlCommand command = new CurlCommand(authority == null ? "http" : "https", port, place, anyHost);
        if (authority != null) {
            command.options.add("--cacert " + quoted(authority.toString()));
        }
        return conditions.stream().allMatch(command::satisfy) ? Optional.of(command.text()) : Optional.empty();
    }

    private boolean satisfy(Condition condition) {
        return switch (condition) {
            case Condition.HostHeader(Patterns.Wildcards(var values)) -> {
                host = sample(values.getFirst(), "any").toLowerCase(Locale.ROOT);
                yield true;
            }
            case Condition.PathPattern(Patterns.Wildcards(var values)) -> {
                path = sample(values.getFirst(), "any");
                yield path.startsWith("/");
            }
            case Condition.HttpHeader(var name, Patterns.Wildcards(var values)) ->
                options.add("-H " + quoted(name + ": " + sample(values.getFirst(), "any")));
            case Condition.HttpRequestMethod(var methods) ->
                options.add(methods.getFirst().equals("HEAD") ? "--head" : "-X " + methods.getFirst());
            case Condition.QueryString(var pairs) -> {
                String key = pairs.getFirst().key();
                query = "?" + (key == null ? "any" : sample(key, "any")) + "="
                        + sample(pairs.getFirst().value(), "any");
                yield true;
            }
            case Condition.SourceIp _ -> true;
            case Condition.HostHeader(Patterns.Regexes _) -> false;
            case Condition.PathPattern(Patterns.Regexes _) -> false;
            case Condition.HttpHeader(var _, Patterns.Regexes _) -> false;
        };
    }

    private static String sample(String wildcards, String anything) {
        return wildcards.replace("*", anything).replace('?', 'x');
    }

    private String text() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        String url = scheme + "://" + host + (usual ? "" : ":" + port) + path + query;
        String connect = host + ":" + port + ":" + place.getAddress().getHostAddress() + ":" + place.getPort();
        return "curl -si --connect-to " + quoted(connect) + " "
                + options.stream().map(option -> option + " ").collect(Collectors.joining()) + quoted(url);
    }

    private static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
