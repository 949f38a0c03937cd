package io.headgate.core.target;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Targets of type {@code instance}: the nodes that take part in load balancing, at the Service's node port. Nodes must be ready; if none
 * is, those of unknown readiness count. Whether a node runs an endpoint does not matter: {@code externalTrafficPolicy} is not looked at.
 */
final class NodeEndpoints {

    private static final Set<String> EXCLUDING_LABELS = Set.of(
            "node-role.kubernetes.io/master",
            "node.kubernetes.io/exclude-from-external-load-balancers",
            "alpha.service-controller.kubernetes.io/exclude-balancer");

    private NodeEndpoints() {}

    static TargetResolution resolve(TargetInputs inputs, Service service, Service.Port port) {
        boolean exposed = service.type().equals("NodePort") || service.type().equals("LoadBalancer");
        if (!exposed || port.nodePort() == 0) {
            return new TargetResolution.Unusable(
                    "Service " + service.key() + " is of type " + service.type()
                            + ", which has no node ports, but the target type is instance",
                    "make the Service of type NodePort, or use target type ip");
        }
        List<Node> candidates = inputs.nodes().values().stream()
                .filter(node -> takesPart(node, inputs))
                .toList();
        List<Node> ready = withReadiness(candidates, ConditionStatus.TRUE);
        boolean open = ready.isEmpty() && inputs.failOpen();
        return endpoints(open ? withReadiness(candidates, ConditionStatus.UNKNOWN) : ready, port.nodePort());
    }

    private static TargetResolution endpoints(List<Node> nodes, int nodePort) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Node node : nodes) {
            InstanceId.of(node)
                    .ifPresentOrElse(
                            id -> endpoints.add(new Endpoint(new Target(id, nodePort, null), null, node.name())),
                            () -> remarks.add("Node " + node.name() + " is left out: its providerID \""
                                    + node.providerId() + "\" names no instance"));
        }
        return new TargetResolution.Resolved(TargetResolver.sorted(endpoints), remarks);
    }

    private static boolean takesPart(Node node, TargetInputs inputs) {
        LabelSelector selector = inputs.binding().nodeSelector();
        return !isExcluded(node) && !node.isFargate() && (selector == null || selector.matches(node.labels()));
    }

    /** Whether somebody wants a node out of load balancing, or is about to remove it. One that is only cordoned still takes part. */
    static boolean isExcluded(Node node) {
        return node.labels().keySet().stream().anyMatch(EXCLUDING_LABELS::contains)
                || node.taints().stream().anyMatch(NodeEndpoints::announcesRemoval);
    }

    private static boolean announcesRemoval(Node.Taint taint) {
        return taint.key().equals("ToBeDeletedByClusterAutoscaler")
                || (taint.key().equals("karpenter.sh/disrupted")
                        && taint.effect().equals("NoSchedule"));
    }

    private static List<Node> withReadiness(List<Node> nodes, ConditionStatus readiness) {
        return nodes.stream().filter(node -> node.ready() == readiness).toList();
    }
}
