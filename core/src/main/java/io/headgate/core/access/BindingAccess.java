package io.headgate.core.access;

import io.headgate.core.cluster.ObjectKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach the targets of one TargetGroupBinding.
 *
 * @param peers security-group ids and blocks, with ports as numbers
 * @param endpoints where the targets are
 */
public record BindingAccess(ObjectKey binding, List<Peer> peers, Set<Endpoint> endpoints) {
    public BindingAccess {
        peers = List.copyOf(peers);
        endpoints = Set.copyOf(endpoints);
    }

    /**
     * One source with the ports it needs.
     *
     * @param source {@code sg-...}, or an IPv4 or IPv6 block
     * @param protocol {@code tcp} or {@code udp}
     * @param port null for all ports
     */
    public record Peer(
            String source, String protocol, @Nullable Integer port) {}

    /**
     * Where a target is.
     *
     * @param instanceId EC2 instance of the node; null for a pod whose network interface is its own
     * @param address address of the pod for ip targets, null for instance targets
     */
    public record Endpoint(
            @Nullable String instanceId, @Nullable String address) {}
}
