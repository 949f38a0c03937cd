package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;

/**
 * A Pod, as far as targets need it.
 *
 * @param conditions status by type
 * @param readinessGates condition types
 * @param created when it was made, in seconds since 1970; 0 if unknown
 * @param ownInterface whether it has a network interface, and so security groups, of its own on its node
 */
public record Pod(
        ObjectKey key,
        String uid,
        Map<String, String> labels,
        String nodeName,
        List<String> ips,
        Map<String, ConditionStatus> conditions,
        List<String> readinessGates,
        boolean deleting,
        long created,
        boolean ownInterface) {

    public Pod {
        labels = Map.copyOf(labels);
        ips = List.copyOf(ips);
        conditions = Map.copyOf(conditions);
        readinessGates = List.copyOf(readinessGates);
    }
}
