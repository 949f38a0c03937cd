package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.Pod;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Pods and Nodes, as far as targets need them. */
public final class WorkloadReader {

    /** Written by the VPC's resource controller for a pod with security groups of its own. */
    private static final String OWN_INTERFACE = "vpc.amazonaws.com/pod-eni";

    private WorkloadReader() {}

    public static Pod read(io.fabric8.kubernetes.api.model.Pod object) {
        PodSpec spec = object.getSpec() == null ? new PodSpec() : object.getSpec();
        PodStatus status = object.getStatus() == null ? new PodStatus() : object.getStatus();
        Map<String, ConditionStatus> conditions = new LinkedHashMap<>();
        Metadata.orEmpty(status.getConditions())
                .forEach(condition -> conditions.put(condition.getType(), status(condition.getStatus())));
        return new Pod(
                Metadata.key(object),
                Metadata.uid(object),
                Metadata.labels(object),
                Metadata.orEmpty(spec.getNodeName()),
                Metadata.orEmpty(status.getPodIPs()).stream().map(PodIP::getIp).toList(),
                conditions,
                Metadata.orEmpty(spec.getReadinessGates()).stream()
                        .map(PodReadinessGate::getConditionType)
                        .toList(),
                object.getMetadata().getDeletionTimestamp() != null,
                created(object.getMetadata().getCreationTimestamp()),
                hasOwnInterface(Metadata.annotations(object)));
    }

    /** Whether a Pod with these annotations has a network interface of its own. */
    public static boolean hasOwnInterface(Map<String, String> annotations) {
        return !annotations.getOrDefault(OWN_INTERFACE, "").isEmpty();
    }

    public static Node read(io.fabric8.kubernetes.api.model.Node object) {
        NodeSpec spec = object.getSpec() == null ? new NodeSpec() : object.getSpec();
        NodeStatus status = object.getStatus() == null ? new NodeStatus() : object.getStatus();
        return new Node(
                object.getMetadata().getName(),
                Metadata.labels(object),
                Metadata.orEmpty(spec.getTaints()).stream()
                        .map(taint -> new Node.Taint(
                                taint.getKey(),
                                Metadata.orEmpty(taint.getValue()),
                                Metadata.orEmpty(taint.getEffect())))
                        .toList(),
                Metadata.orEmpty(spec.getProviderID()),
                Metadata.orEmpty(status.getConditions()).stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .map(condition -> status(condition.getStatus()))
                        .findFirst()
                        .orElse(ConditionStatus.FALSE),
                Metadata.orEmpty(status.getAddresses()).stream()
                        .filter(address -> "InternalIP".equals(address.getType()))
                        .map(address -> address.getAddress())
                        .toList());
    }

    private static long created(@Nullable String timestamp) {
        return timestamp == null ? 0 : Instant.parse(timestamp).getEpochSecond();
    }

    /** As the API spells it. */
    public static ConditionStatus status(@Nullable String status) {
        return switch (status) {
            case "True" -> ConditionStatus.TRUE;
            case "False" -> ConditionStatus.FALSE;
            case null, default -> ConditionStatus.UNKNOWN;
        };
    }
}
