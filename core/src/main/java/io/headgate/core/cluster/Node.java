package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;

/**
 * A Node, as far as targets need it.
 *
 * @param providerId {@code spec.providerID}, empty when unset
 * @param internalIps addresses of type InternalIP
 */
public record Node(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        String providerId,
        ConditionStatus ready,
        List<String> internalIps) {

    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        internalIps = List.copyOf(internalIps);
    }

    /** Whether it is no machine but one pod on Fargate. */
    public boolean isFargate() {
        return "fargate".equals(labels.get("eks.amazonaws.com/compute-type"));
    }

    /** A taint; value and effect may be empty. */
    public record Taint(String key, String value, String effect) {}
}
