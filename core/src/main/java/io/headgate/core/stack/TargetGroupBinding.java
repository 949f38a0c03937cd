package io.headgate.core.stack;

import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.TargetGroupRef;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        return changed(draft -> draft.resource = replacement);
    }

    public TargetGroupBinding withKey(ObjectKey replacement) {
        return changed(draft -> draft.key = replacement);
    }

    public TargetGroupBinding withTargetGroup(TargetGroupRef replacement) {
        return changed(draft -> draft.targetGroup = replacement);
    }

    public TargetGroupBinding withNetworking(List<NetworkingRule> replacement) {
        return changed(draft -> draft.networking = replacement);
    }

    public TargetGroupBinding withLabels(Map<String, String> replacement) {
        return changed(draft -> draft.labels = replacement);
    }

    public TargetGroupBinding withVpcId(@Nullable String replacement) {
        return changed(draft -> draft.vpcId = replacement);
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

    private TargetGroupBinding changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.targetGroupBinding();
    }

    /** A copy of what can be replaced, as long as it can be. */
    private static final class Draft {
        private final TargetGroupBinding former;
        private String resource;
        private ObjectKey key;
        private TargetGroupRef targetGroup;
        private @Nullable String vpcId;
        private List<NetworkingRule> networking;
        private Map<String, String> labels;

        Draft(TargetGroupBinding former) {
            this.former = former;
            this.resource = former.resource;
            this.key = former.key;
            this.targetGroup = former.targetGroup;
            this.vpcId = former.vpcId;
            this.networking = former.networking;
            this.labels = former.labels;
        }

        TargetGroupBinding targetGroupBinding() {
            return new TargetGroupBinding(
                    resource,
                    key,
                    targetGroup,
                    former.serviceName,
                    former.servicePort,
                    former.targetType,
                    former.ipAddressType,
                    former.targetGroupProtocol,
                    vpcId,
                    former.multiClusterTargetGroup,
                    networking,
                    former.nodeSelector,
                    labels);
        }
    }
}
