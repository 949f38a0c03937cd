package io.headgate.simulator.elbv2;

/** Adds target groups that were there before, with everything at its default. */
public final class TargetGroupSeed {

    private TargetGroupSeed() {}

    /** Adds a target group of protocol HTTP or HTTPS, or of another protocol, for which the version is left out. */
    public static void add(
            LoadBalancing state,
            String arn,
            String name,
            String targetType,
            String protocol,
            String protocolVersion,
            int port,
            String vpcId) {
        String version = protocol.startsWith("HTTP") ? protocolVersion : null;
        state.addTargetGroup(new TargetGroup(
                arn,
                name,
                targetType,
                protocol,
                version,
                port,
                vpcId,
                "ipv4",
                null,
                HealthCheckReader.defaults(protocol, version, targetType),
                Attribute.defaults(AttributeCatalogue.targetGroup(protocol, targetType))));
    }
}
