package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.elbv2.TargetGroup.HealthCheck;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads health checks: ranges and defaults of CreateTargetGroup and {@code Matcher}. */
final class HealthCheckReader {
    private static final List<String> PROTOCOLS = List.of("HTTP", "HTTPS", "TCP");
    private static final String TRAFFIC_PORT = "traffic-port";
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern CODES = Pattern.compile("\\d{1,3}(-\\d{1,3})?(,\\d{1,3}(-\\d{1,3})?)*");

    private HealthCheckReader() {}

    /** The defaults for a target group of this protocol. */
    static HealthCheck defaults(String protocol, @Nullable String version, String targetType) {
        boolean http = protocol.startsWith("HTTP");
        boolean grpc = "GRPC".equals(version);
        if (http || targetType.equals("alb")) {
            return new HealthCheck(
                    true,
                    "HTTP",
                    TRAFFIC_PORT,
                    grpc ? "/AWS.ALB/healthcheck" : "/",
                    30,
                    http ? 5 : 6,
                    5,
                    2,
                    grpc ? null : http ? "200" : "200-399",
                    grpc ? "12" : null);
        }
        return new HealthCheck(true, "TCP", TRAFFIC_PORT, null, 30, 10, 5, 2, null, null);
    }

    /** What a request changes of a health check, checked. */
    static HealthCheck read(Fields input, HealthCheck before, TargetGroupKind kind) {
        if (!input.flag("HealthCheckEnabled").orElse(true)) {
            throw ApiError.invalid("Health checks cannot be disabled for target groups of type " + kind.targetType());
        }
        String protocol = input.oneOf("HealthCheckProtocol", PROTOCOLS).orElse(before.protocol());
        if (kind.http() && protocol.equals("TCP")) {
            throw ApiError.of("InvalidConfigurationRequest", "Health checks of an HTTP target group are HTTP or HTTPS");
        }
        boolean http = !protocol.equals("TCP");
        Optional<Fields> matcher = input.struct("Matcher");
        HealthCheck after = new HealthCheck(
                true,
                protocol,
                port(input).orElse(before.port()),
                http ? path(input).orElse(before.path() == null ? "/" : before.path()) : null,
                input.integer("HealthCheckIntervalSeconds", 5, 300).orElse(before.intervalSeconds()),
                input.integer("HealthCheckTimeoutSeconds", 2, 120).orElse(before.timeoutSeconds()),
                input.integer("HealthyThresholdCount", 2, 10).orElse(before.healthyThreshold()),
                input.integer("UnhealthyThresholdCount", 2, 10).orElse(before.unhealthyThreshold()),
                !http || kind.grpc() ? null : httpCode(matcher, kind).orElse(httpDefault(before)),
                kind.grpc() ? grpcCode(matcher).orElse(before.grpcCode()) : null);
        // A check must be over before the next one begins.
        if (after.timeoutSeconds() >= after.intervalSeconds()) {
            throw ApiError.invalid("Health check interval (" + after.intervalSeconds()
                    + ") must be greater than the timeout (" + after.timeoutSeconds() + ").");
        }
        return after;
    }

    private static String httpDefault(HealthCheck before) {
        return before.httpCode() == null ? "200-399" : before.httpCode();
    }

    private static Optional<String> port(Fields input) {
        Optional<String> port = input.text("HealthCheckPort");
        port.filter(text -> !text.equals(TRAFFIC_PORT)).ifPresent(text -> {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST_PORT) {
                throw ApiError.invalid("Health check port '" + text + "' must be traffic-port or 1 to 65535");
            }
        });
        return port;
    }

    private static Optional<String> path(Fields input) {
        Optional<String> path = input.text("HealthCheckPath");
        path.ifPresent(text -> {
            if (!text.startsWith("/") || text.length() > 1024) {
                throw ApiError.invalid(
                        "Health check path '" + text + "' must begin with '/' and have at most 1024 characters");
            }
        });
        return path;
    }

    private static Optional<String> httpCode(Optional<Fields> matcher, TargetGroupKind kind) {
        Optional<String> codes = matcher.flatMap(each -> each.text("HttpCode"));
        codes.ifPresent(text -> checkCodes(text, 200, kind.http() ? 499 : 599, "HTTP"));
        return codes;
    }

    private static Optional<String> grpcCode(Optional<Fields> matcher) {
        Optional<String> codes = matcher.flatMap(each -> each.text("GrpcCode"));
        codes.ifPresent(text -> checkCodes(text, 0, 99, "gRPC"));
        return codes;
    }

    private static void checkCodes(String text, int least, int most, String what) {
        boolean valid = CODES.matcher(text).matches();
        if (valid) {
            for (String code : text.split("[,-]")) {
                valid &= Integer.parseInt(code) >= least && Integer.parseInt(code) <= most;
            }
        }
        if (!valid) {
            throw ApiError.invalid(
                    what + " codes '" + text + "' must be values, lists or ranges from " + least + " to " + most);
        }
    }
}
