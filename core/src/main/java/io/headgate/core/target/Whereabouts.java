package io.headgate.core.target;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of targets that are registered and not wanted any more. Pure.
 *
 * @param podAt the Pod that has an address now
 * @param pods uid of the Pod by address, of those that were targets before: an address may belong to another Pod by now
 */
public record Whereabouts(TargetInputs inputs, Function<String, Optional<Pod>> podAt, Map<String, String> pods) {

    public Whereabouts {
        pods = Map.copyOf(pods);
    }

    public Standing of(Target target) {
        return inputs.binding().targetType().equals("instance") ? ofNode(target) : ofPod(target.id());
    }

    private Standing ofPod(String address) {
        boolean ends = inputs.slices().stream()
                .flatMap(slice -> slice.endpoints().stream())
                .filter(endpoint -> endpoint.addresses().contains(address))
                .anyMatch(Whereabouts::ends);
        if (ends) {
            return Standing.GONE;
        }
        Pod pod = podAt.apply(address).orElse(null);
        if (pod == null) {
            return Standing.UNKNOWN;
        }
        boolean another = !pods.getOrDefault(address, pod.uid()).equals(pod.uid())
                || !pod.key().namespace().equals(inputs.binding().key().namespace());
        return another || pod.deleting() || !ready(pod) ? Standing.GONE : Standing.SERVING;
    }

    private boolean ready(Pod pod) {
        Node node = inputs.nodes().get(pod.nodeName());
        return pod.conditions().get("ContainersReady") == ConditionStatus.TRUE
                && (node == null || node.ready() != ConditionStatus.FALSE);
    }

    private static boolean ends(EndpointSlice.Endpoint endpoint) {
        return Boolean.FALSE.equals(endpoint.ready()) || Boolean.TRUE.equals(endpoint.terminating());
    }

    private Standing ofNode(Target target) {
        Node node = inputs.nodes().values().stream()
                .filter(each -> InstanceId.of(each).filter(target.id()::equals).isPresent())
                .findFirst()
                .orElse(null);
        if (node == null) {
            return Standing.UNKNOWN;
        }
        if (node.ready() != ConditionStatus.TRUE || !isNodePort(target.port())) {
            return Standing.GONE;
        }
        return NodeEndpoints.isExcluded(node) ? Standing.LEAVING : Standing.SERVING;
    }

    /** Nothing listens on a port that the Service gave up. */
    private boolean isNodePort(int port) {
        Service service = inputs.service();
        Service.Port present =
                service == null ? null : service.port(inputs.binding().servicePort());
        return present != null && present.nodePort() == port;
    }
}
