package io.headgate.core.target;

import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import io.headgate.core.stack.TargetGroupBinding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that decides about the targets of one binding.
 *
 * @param service null when it does not exist
 * @param slices those of the Service
 * @param pods at least those that the slices name and that exist
 * @param vpcCidrs blocks of the VPC, IPv4 and IPv6; an address outside them is registered for all zones
 * @param failOpen whether endpoints on nodes of unknown readiness count when no other does (gate {@code EndpointsFailOpen})
 */
public record TargetInputs(
        TargetGroupBinding binding,
        @Nullable Service service,
        List<EndpointSlice> slices,
        Map<ObjectKey, Pod> pods,
        Map<String, Node> nodes,
        List<String> vpcCidrs,
        boolean failOpen) {

    public TargetInputs {
        slices = List.copyOf(slices);
        pods = Map.copyOf(pods);
        nodes = Map.copyOf(nodes);
        vpcCidrs = List.copyOf(vpcCidrs);
    }

    /** With the gate as it is by default. */
    public TargetInputs(
            TargetGroupBinding binding,
            @Nullable Service service,
            List<EndpointSlice> slices,
            Map<ObjectKey, Pod> pods,
            Map<String, Node> nodes,
            List<String> vpcCidrs) {
        this(binding, service, slices, pods, nodes, vpcCidrs, true);
    }
}
