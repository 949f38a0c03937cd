package io.headgate.core.stack;

import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.TargetGroupRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The TargetGroupBinding that tells which endpoints are a target group's targets ({@code elbv2.k8s.aws/v1beta1}).
 *
 * @param resource resource tag of its target group, empty for a binding made by hand
 * @param nodeSelector null when there is none; only for instance targets
 */
public record TargetGroupBinding(
        String resource,
        ObjectKey key,
        TargetGroupRef targetGroup,
        String serviceName,
        PortRef servicePort,
        String targetType,
        String ipAddressType,
        String targetGroupProtocol,
        @Nullable String vpcId,
        boolean multiClusterTargetGroup,
        List<NetworkingRule> networking,
        @Nullable LabelSelector nodeSelector,
        Map<String, String> labels) {

    public TargetGroupBinding {
        networking = List.copyOf(networking);
        labels = Map.copyOf(labels);
    }

    public TargetGroupBinding withResource(String replacement) {
        return new TargetGroupBinding(
                replacement,
                key,
                targetGroup,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                vpcId,
                multiClusterTargetGroup,
                networking,
                nodeSelector,
                labels);
    }

    public TargetGroupBinding withKey(ObjectKey replacement) {
        return new TargetGroupBinding(
                resource,
                replacement,
                targetGroup,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                vpcId,
                multiClusterTargetGroup,
                networking,
                nodeSelector,
                labels);
    }

    public TargetGroupBinding withTargetGroup(TargetGroupRef replacement) {
        return new TargetGroupBinding(
                resource,
                key,
                replacement,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                vpcId,
                multiClusterTargetGroup,
                networking,
                nodeSelector,
                labels);
    }

    public TargetGroupBinding withNetworking(List<NetworkingRule> replacement) {
        return new TargetGroupBinding(
                resource,
                key,
                targetGroup,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                vpcId,
                multiClusterTargetGroup,
                replacement,
                nodeSelector,
                labels);
    }

    public TargetGroupBinding withLabels(Map<String, String> replacement) {
        return new TargetGroupBinding(
                resource,
                key,
                targetGroup,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                vpcId,
                multiClusterTargetGroup,
                networking,
                nodeSelector,
                replacement);
    }

    public TargetGroupBinding withVpcId(@Nullable String replacement) {
        return new TargetGroupBinding(
                resource,
                key,
                targetGroup,
                serviceName,
                servicePort,
                targetType,
                ipAddressType,
                targetGroupProtocol,
                replacement,
                multiClusterTargetGroup,
                networking,
                nodeSelector,
                labels);
    }

    /** Who may reach the targets, on which ports. No ports at all means every port. */
    public record NetworkingRule(List<SecurityGroup.Source> from, List<NetworkingPort> ports) {
        public NetworkingRule {
            from = List.copyOf(from);
            ports = List.copyOf(ports);
        }
    }

    /** {@code protocol} is TCP or UDP; without a port all ports of the protocol. */
    public record NetworkingPort(String protocol, @Nullable PortRef port) {}
}
