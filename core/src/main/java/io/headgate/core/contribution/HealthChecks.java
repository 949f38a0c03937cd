package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.annotation.Parsed;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.Matcher;
import java.util.List;

/** The health check of a target group. */
public final class HealthChecks {
    public static final String TRAFFIC_PORT = "traffic-port";
    private static final String GRPC = "GRPC";

    private final AnnotationReader annotations;
    private final Service service;
    private final String targetType;

    HealthChecks(AnnotationReader annotations, Service service, String targetType) {
        this.annotations = annotations;
        this.service = service;
        this.targetType = targetType;
    }

    HealthCheck of(String protocol, String protocolVersion) {
        boolean grpc = protocolVersion.equals(GRPC);
        return new HealthCheck(
                port(),
                annotations
                        .oneOf(AnnotationKey.HEALTHCHECK_PROTOCOL, List.of("HTTP", "HTTPS"))
                        .orElse(protocol),
                annotations.string(AnnotationKey.HEALTHCHECK_PATH).orElse(grpc ? "/AWS.ALB/healthcheck" : "/"),
                annotations.int32(AnnotationKey.HEALTHCHECK_INTERVAL_SECONDS).orElse(15),
                annotations.int32(AnnotationKey.HEALTHCHECK_TIMEOUT_SECONDS).orElse(5),
                annotations.int32(AnnotationKey.HEALTHY_THRESHOLD_COUNT).orElse(2),
                annotations.int32(AnnotationKey.UNHEALTHY_THRESHOLD_COUNT).orElse(2),
                grpc
                        ? new Matcher.GrpcCode(
                                annotations.string(AnnotationKey.SUCCESS_CODES).orElse("12"))
                        : new Matcher.HttpCode(
                                annotations.string(AnnotationKey.SUCCESS_CODES).orElse("200")));
    }

    private String port() {
        String text = annotations.string(AnnotationKey.HEALTHCHECK_PORT).orElse(TRAFFIC_PORT);
        if (text.equals(TRAFFIC_PORT)) {
            return TRAFFIC_PORT;
        }
        return switch (Grammar.int32(text)) {
            case Parsed.Value<Integer>(Integer number) -> number.toString();
            case Parsed.Invalid<Integer> ignored -> named(text);
        };
    }

    private String named(String name) {
        Service.Port port = service.port(new PortRef.ByName(name));
        if (port == null) {
            annotations.invalid(
                    AnnotationKey.HEALTHCHECK_PORT,
                    "is \"" + name + "\", which is no number and no port of Service " + service.key());
            return TRAFFIC_PORT;
        }
        if (targetType.equals(TargetGroups.INSTANCE)) {
            return Integer.toString(port.nodePort());
        }
        return switch (port.targetPort()) {
            case PortRef.ByNumber(int number) -> Integer.toString(number);
            case PortRef.ByName(String target) -> {
                annotations.invalid(
                        AnnotationKey.HEALTHCHECK_PORT,
                        "is \"" + name + "\", whose target port \"" + target
                                + "\" has no number; with target type ip it needs one");
                yield TRAFFIC_PORT;
            }
        };
    }
}
