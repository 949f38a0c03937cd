package io.headgate.simulator.elbv2;

import io.headgate.core.routing.Action;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.List;

/** Reads redirects. What is left out is filled with the placeholder that keeps it ({@code RedirectActionConfig}). */
final class RedirectReader {
    private static final String PROTOCOL = "#{protocol}";
    private static final String HOST = "#{host}";
    private static final String PORT = "#{port}";
    private static final String PATH = "/#{path}";
    private static final String QUERY = "#{query}";
    private static final int LONGEST = 128;
    private static final int HIGHEST_PORT = 65_535;

    private RedirectReader() {}

    static Action.Redirect read(Fields config) {
        String status = config.oneOf("StatusCode", List.of("HTTP_301", "HTTP_302"))
                .orElseThrow(() -> ApiError.invalid("'RedirectConfig.StatusCode' is required."));
        Action.Redirect redirect = new Action.Redirect(
                protocol(config),
                limited("Host", config.text("Host").orElse(HOST)),
                port(config),
                path(config),
                query(config),
                status);
        checkChange(redirect);
        return redirect;
    }

    private static String protocol(Fields config) {
        return config.oneOf("Protocol", List.of("HTTP", "HTTPS", PROTOCOL)).orElse(PROTOCOL);
    }

    private static String port(Fields config) {
        String port = config.text("Port").orElse(PORT);
        boolean number =
                port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= HIGHEST_PORT;
        if (!number && !port.equals(PORT)) {
            throw ApiError.invalid("'RedirectConfig.Port' must be 1 to 65535 or #{port}, not '" + port + "'.");
        }
        return port;
    }

    private static String path(Fields config) {
        String path = limited("Path", config.text("Path").orElse(PATH));
        if (!path.startsWith("/")) {
            throw ApiError.invalid("'RedirectConfig.Path' must begin with '/': '" + path + "'.");
        }
        return path;
    }

    private static String query(Fields config) {
        String query = config.text("Query").orElse(QUERY);
        if (query.length() > LONGEST || query.startsWith("?")) {
            throw ApiError.invalid("'RedirectConfig.Query' has at most 128 characters and no leading '?'.");
        }
        return query;
    }

    private static String limited(String name, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw ApiError.invalid("'RedirectConfig." + name + "' must have 1 to 128 characters.");
        }
        return value;
    }

    /** At least one of protocol, host, port and path must change, or the client would come back for ever. */
    private static void checkChange(Action.Redirect redirect) {
        if (redirect.protocol().equals(PROTOCOL)
                && redirect.host().equals(HOST)
                && redirect.port().equals(PORT)
                && redirect.path().equals(PATH)) {
            throw ApiError.of(
                    "InvalidLoadBalancerAction",
                    "The redirect must change at least one of protocol, host, port and path, else it is a loop.");
        }
    }
}
