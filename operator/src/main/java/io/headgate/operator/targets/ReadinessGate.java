package io.headgate.operator.targets;

import io.headgate.core.cluster.Pod;
import java.util.Map;

/** The names by which pods wait for their targets, as aws-load-balancer-controller has them. */
public final class ReadinessGate {

    private static final String NAMESPACE_LABEL = "elbv2.k8s.aws/pod-readiness-gate-inject";
    private static final String PREFIX = "target-health.elbv2.k8s.aws/";

    private ReadinessGate() {}

    /** The condition of a pod that says whether its target of that binding is healthy. */
    public static String conditionType(String binding) {
        return PREFIX + binding;
    }

    /** Whether pods of a namespace with these labels get gates. */
    public static boolean wantedBy(Map<String, String> namespaceLabels) {
        return "enabled".equals(namespaceLabels.get(NAMESPACE_LABEL));
    }

    /** Whether a pod waits for its target of that binding. */
    static boolean holds(Pod pod, String binding) {
        return pod.readinessGates().contains(conditionType(binding));
    }
}
