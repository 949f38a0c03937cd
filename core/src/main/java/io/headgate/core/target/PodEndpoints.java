package io.headgate.core.target;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets of type {@code ip}. An endpoint counts when it is ready, or when only a readiness gate keeps it from being so: its containers
 * and its node are ready and it is not terminating. If none counts, those on nodes of unknown readiness do, even terminating ones, unless
 * the gate for that is off.
 */
final class PodEndpoints {

    /** Annotation of a Service whose endpoints count even without a Pod behind them. */
    private static final String ENDPOINTS = "headgate.io/endpoints";

    private final TargetInputs inputs;
    private final AddressBlocks vpc;
    private final List<Endpoint> ready = new ArrayList<>();
    private final List<Endpoint> uncertain = new ArrayList<>();

    PodEndpoints(TargetInputs inputs) {
        this.inputs = inputs;
        this.vpc = AddressBlocks.of(inputs.vpcCidrs());
    }

    TargetResolution resolve(Service service, Service.Port servicePort) {
        boolean withoutPods = "all".equals(service.annotations().get(ENDPOINTS));
        String family = "ipv6".equals(inputs.binding().ipAddressType()) ? "IPv6" : "IPv4";
        inputs.slices().stream()
                .filter(slice -> slice.addressType().equals(family))
                .forEach(slice -> addSlice(slice, servicePort, withoutPods));
        boolean open = ready.isEmpty() && inputs.failOpen();
        return new TargetResolution.Resolved(TargetResolver.sorted(open ? uncertain : ready), List.of());
    }

    private void addSlice(EndpointSlice slice, Service.Port servicePort, boolean withoutPods) {
        for (EndpointSlice.Port port : slice.ports()) {
            Integer number = port.port();
            // The only port of a Service may go without a name; it is every port of its slices.
            boolean same = servicePort.name().isEmpty() || port.name().equals(servicePort.name());
            if (number == null || !same) {
                continue;
            }
            for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
                addEndpoint(endpoint, number, withoutPods);
            }
        }
    }

    private void addEndpoint(EndpointSlice.Endpoint endpoint, int port, boolean withoutPods) {
        ObjectKey key = endpoint.pod();
        Pod pod = key == null ? null : inputs.pods().get(key);
        if (pod == null && !withoutPods) {
            return;
        }
        // Further addresses of an endpoint are the same pod again; the API says to use the first.
        List<Endpoint> candidates = endpoint.addresses().stream()
                .limit(1)
                .map(address -> endpointAt(address, port, endpoint, pod))
                .toList();
        switch (readiness(endpoint, pod)) {
            case TRUE -> ready.addAll(candidates);
            case UNKNOWN -> uncertain.addAll(candidates);
            case FALSE -> {}
        }
    }

    private ConditionStatus readiness(EndpointSlice.Endpoint endpoint, @Nullable Pod pod) {
        if (!Boolean.FALSE.equals(endpoint.ready())) {
            return ConditionStatus.TRUE;
        }
        if (pod == null || !containersReady(pod)) {
            return ConditionStatus.FALSE;
        }
        Node node = inputs.nodes().get(pod.nodeName());
        ConditionStatus readiness = node == null ? ConditionStatus.FALSE : node.ready();
        boolean leaving = Boolean.TRUE.equals(endpoint.terminating()) && readiness == ConditionStatus.TRUE;
        return leaving ? ConditionStatus.FALSE : readiness;
    }

    private static boolean containersReady(Pod pod) {
        return pod.conditions().get("ContainersReady") == ConditionStatus.TRUE;
    }

    private Endpoint endpointAt(String address, int port, EndpointSlice.Endpoint endpoint, @Nullable Pod pod) {
        String zone = vpc.isEmpty() || vpc.contains(address) ? null : "all";
        String node = pod != null ? pod.nodeName() : endpoint.nodeName();
        return new Endpoint(new Target(address, port, zone), pod == null ? null : pod.key(), node == null ? "" : node);
    }
}
