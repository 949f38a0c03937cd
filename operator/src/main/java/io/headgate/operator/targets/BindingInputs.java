package io.headgate.operator.targets;

import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.TargetInputs;
import io.headgate.operator.watch.ClusterView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what decides about the targets of bindings. */
final class BindingInputs {

    private final ClusterView view;
    private final boolean failOpen;

    BindingInputs(ClusterView view, boolean failOpen) {
        this.view = view;
        this.failOpen = failOpen;
    }

    TargetInputs of(TargetGroupBinding binding, List<String> vpcCidrs) {
        ObjectKey service = new ObjectKey(binding.key().namespace(), binding.serviceName());
        List<EndpointSlice> slices = view.slicesOf(service);
        Map<ObjectKey, Pod> pods = slices.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .flatMap(endpoint -> Stream.ofNullable(endpoint.pod()))
                .distinct()
                .flatMap(pod -> view.pods.get(pod).stream())
                .collect(Collectors.toMap(Pod::key, pod -> pod));
        return new TargetInputs(
                binding, view.services.get(service).orElse(null), slices, pods, nodes(), vpcCidrs, failOpen);
    }

    /** Finds the Pod that has an address now; looks through all of them, and only once asked. */
    Function<String, Optional<Pod>> podsByAddress() {
        Map<String, Pod> found = new HashMap<>();
        return address -> {
            if (found.isEmpty()) {
                view.pods.all().forEach(pod -> pod.ips().forEach(ip -> found.putIfAbsent(ip, pod)));
            }
            return Optional.ofNullable(found.get(address));
        };
    }

    /** When the Pod behind an endpoint was made, in seconds since 1970; 0 if that is not known. */
    long created(Endpoint endpoint) {
        return Optional.ofNullable(endpoint.pod())
                .flatMap(view.pods::get)
                .map(Pod::created)
                .orElse(0L);
    }

    /** The zone of a node; null when it is unknown. */
    @Nullable
    String zone(String node) {
        return view.nodes
                .get(new ObjectKey("", node))
                .map(found -> found.labels().get("topology.kubernetes.io/zone"))
                .orElse(null);
    }

    Map<String, Node> nodes() {
        return view.nodes.all().stream().collect(Collectors.toMap(Node::name, node -> node));
    }
}
