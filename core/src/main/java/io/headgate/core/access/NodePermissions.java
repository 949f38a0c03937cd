package io.headgate.core.access;

import io.headgate.core.access.BindingAccess.Endpoint;
import io.headgate.core.access.BindingAccess.Peer;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Instance;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which inbound permissions the security groups of nodes and pods need, as LBC gives them: one a protocol and source security group that
 * spans all ports which any binding of the cluster needs there, and one a block and port. All carry the shared description, by which
 * they are told from the permissions of others.
 */
public final class NodePermissions {

    private static final String DESCRIPTION = "elbv2.k8s.aws/targetGroupBinding=shared";

    private static final int MAX_PORT = 65_535;

    private NodePermissions() {}

    /**
     * What marks a permission as that operator's. For one with a name it is no word of aws-load-balancer-controller, which would take it
     * back.
     */
    public static String description(Instance instance) {
        return instance.named() ? Instance.KEY + "=" + instance.name() : DESCRIPTION;
    }

    /**
     * The permissions by id of the security group that gets them.
     *
     * @param description as {@link #description} has it
     * @param groups security group of each endpoint; endpoints that are not in it are left out
     */
    public static Map<String, Set<Permission>> desired(
            Collection<BindingAccess> bindings, Map<Endpoint, String> groups, String description) {
        Map<String, Map<String, List<Peer>>> peers = new TreeMap<>();
        for (BindingAccess binding : bindings) {
            Set<String> touched = binding.endpoints().stream()
                    .filter(groups::containsKey)
                    .map(groups::get)
                    .collect(Collectors.toSet());
            for (String group : touched) {
                for (Peer peer : binding.peers()) {
                    peers.computeIfAbsent(group, key -> new TreeMap<>())
                            .computeIfAbsent(kind(peer), key -> new ArrayList<>())
                            .add(peer);
                }
            }
        }
        Map<String, Set<Permission>> desired = new TreeMap<>();
        peers.forEach((group, kinds) -> {
            Set<Permission> permissions = new HashSet<>();
            kinds.values().forEach(list -> permissions.add(span(list, description)));
            desired.put(group, permissions);
        });
        return desired;
    }

    /** The bindings that ask for what a permission of a security group lets in. */
    public static Set<ObjectKey> askingFor(
            Permission permission, String group, Collection<BindingAccess> bindings, Map<Endpoint, String> groups) {
        return bindings.stream()
                .filter(binding ->
                        binding.endpoints().stream().anyMatch(endpoint -> group.equals(groups.get(endpoint))))
                .filter(binding ->
                        binding.peers().stream().anyMatch(peer -> covers(permission, span(List.of(peer), ""))))
                .map(BindingAccess::binding)
                .collect(Collectors.toSet());
    }

    /** Whether a permission lets in all that another one does, from the same source. */
    public static boolean covers(Permission wide, Permission narrow) {
        return wide.protocol().equals(narrow.protocol())
                && wide.source().equals(narrow.source())
                && wide.fromPort() <= narrow.fromPort()
                && wide.toPort() >= narrow.toPort();
    }

    /** Peers of one kind share one permission: all of a security group, but only equal ones of a block. */
    private static String kind(Peer peer) {
        String base = peer.protocol() + " " + peer.source();
        return isGroup(peer) ? base : base + " " + peer.port();
    }

    private static boolean isGroup(Peer peer) {
        return peer.source().startsWith("sg-");
    }

    private static Permission span(List<Peer> peers, String description) {
        int from = MAX_PORT;
        int to = 0;
        for (Peer peer : peers) {
            Integer port = peer.port();
            from = Math.min(from, port == null ? 0 : port);
            to = Math.max(to, port == null ? MAX_PORT : port);
        }
        Peer first = peers.getFirst();
        return new Permission(first.protocol(), from, to, source(first), description);
    }

    private static Source source(Peer peer) {
        if (isGroup(peer)) {
            return new Source.Group(new SecurityGroupRef.ById(peer.source()));
        }
        return peer.source().startsWith("pl-") ? new Source.PrefixList(peer.source()) : new Source.Cidr(peer.source());
    }
}
