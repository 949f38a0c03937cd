package io.headgate.simulator.elbv2;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A target group.
 *
 * @param protocolVersion null unless HTTP or HTTPS
 * @param attributes all of them, defaults included
 */
public record TargetGroup(
        String arn,
        String name,
        String targetType,
        String protocol,
        @Nullable String protocolVersion,
        int port,
        String vpcId,
        String ipAddressType,
        @Nullable Integer targetControlPort,
        HealthCheck healthCheck,
        Map<String, String> attributes) {

    public TargetGroup {
        attributes = Map.copyOf(attributes);
    }

    /**
     * How targets are checked; times in seconds.
     *
     * @param port a number or {@code traffic-port}
     * @param httpCode null for gRPC and TCP
     * @param grpcCode null but for gRPC
     */
    public record HealthCheck(
            boolean enabled,
            String protocol,
            String port,
            @Nullable String path,
            int intervalSeconds,
            int timeoutSeconds,
            int healthyThreshold,
            int unhealthyThreshold,
            @Nullable String httpCode,
            @Nullable String grpcCode) {}

    public boolean instances() {
        return targetType.equals("instance");
    }

    TargetGroup withHealthCheck(HealthCheck changed) {
        return new TargetGroup(
                arn,
                name,
                targetType,
                protocol,
                protocolVersion,
                port,
                vpcId,
                ipAddressType,
                targetControlPort,
                changed,
                attributes);
    }

    TargetGroup withAttributes(Map<String, String> changed) {
        return new TargetGroup(
                arn,
                name,
                targetType,
                protocol,
                protocolVersion,
                port,
                vpcId,
                ipAddressType,
                targetControlPort,
                healthCheck,
                changed);
    }
}
