package io.headgate.aws.mapping;

import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.Matcher;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Health checks of target groups. */
public final class HealthCheckMapping {

    private HealthCheckMapping() {}

    public static HealthCheck fromApi(TargetGroup api) {
        return new HealthCheck(
                api.healthCheckPort() == null ? "traffic-port" : api.healthCheckPort(),
                String.valueOf(api.healthCheckProtocolAsString()),
                api.healthCheckPath(),
                orZero(api.healthCheckIntervalSeconds()),
                orZero(api.healthCheckTimeoutSeconds()),
                orZero(api.healthyThresholdCount()),
                orZero(api.unhealthyThresholdCount()),
                matcher(api.matcher()));
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Matcher matcher(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.@Nullable Matcher api) {
        if (api == null) {
            return null;
        }
        if (api.grpcCode() != null) {
            return new Matcher.GrpcCode(api.grpcCode());
        }
        return api.httpCode() == null ? null : new Matcher.HttpCode(api.httpCode());
    }

    public static software.amazon.awssdk.services.elasticloadbalancingv2.model.@Nullable Matcher matcher(
            @Nullable Matcher matcher) {
        var api = software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher.builder();
        return switch (matcher) {
            case null -> null;
            case Matcher.HttpCode(String codes) -> api.httpCode(codes).build();
            case Matcher.GrpcCode(String codes) -> api.grpcCode(codes).build();
        };
    }
}
