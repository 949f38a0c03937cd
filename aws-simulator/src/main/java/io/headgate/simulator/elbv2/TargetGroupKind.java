package io.headgate.simulator.elbv2;

import org.jspecify.annotations.Nullable;

/** What of a target group can never change and decides what else is allowed. */
record TargetGroupKind(
        String targetType, String protocol, @Nullable String version) {

    static TargetGroupKind of(TargetGroup group) {
        return new TargetGroupKind(group.targetType(), group.protocol(), group.protocolVersion());
    }

    boolean http() {
        return protocol.startsWith("HTTP");
    }

    boolean grpc() {
        return "GRPC".equals(version);
    }
}
