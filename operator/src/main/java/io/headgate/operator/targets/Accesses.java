package io.headgate.operator.targets;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.InstanceId;
import io.headgate.core.target.TargetInputs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may reach the targets of a binding: its networking rules with ports as numbers, and where the targets are. */
public final class Accesses {

    private Accesses() {}

    /** @param endpoints the targets that the inputs resolve to */
    public static BindingAccess of(TargetInputs inputs, List<Endpoint> endpoints) {
        TargetGroupBinding binding = inputs.binding();
        List<BindingAccess.Peer> peers = binding.networking().stream()
                .flatMap(rule -> peers(rule, endpoints))
                .distinct()
                .toList();
        Set<BindingAccess.Endpoint> places = new LinkedHashSet<>();
        for (Endpoint endpoint : endpoints) {
            place(inputs, endpoint).ifPresent(places::add);
        }
        return new BindingAccess(binding.key(), peers, places);
    }

    /** Empty for what is outside of EC2, where nothing needs a permission of ours. */
    private static Optional<BindingAccess.Endpoint> place(TargetInputs inputs, Endpoint endpoint) {
        String id = endpoint.target().id();
        if (inputs.binding().targetType().equals("instance")) {
            return Optional.of(new BindingAccess.Endpoint(id, null));
        }
        Node node = inputs.nodes().get(endpoint.nodeName());
        if (hasOwnInterface(inputs, endpoint.pod(), node)) {
            return Optional.of(new BindingAccess.Endpoint(null, id));
        }
        return Optional.ofNullable(node)
                .flatMap(InstanceId::of)
                .map(instance -> new BindingAccess.Endpoint(instance, id));
    }

    private static boolean hasOwnInterface(TargetInputs inputs, @Nullable ObjectKey key, @Nullable Node node) {
        Pod pod = key == null ? null : inputs.pods().get(key);
        return pod != null && (pod.ownInterface() || (node != null && node.isFargate()));
    }

    private static Stream<BindingAccess.Peer> peers(NetworkingRule rule, List<Endpoint> endpoints) {
        return rule.from().stream().map(Accesses::source).flatMap(source -> ports(rule, source, endpoints));
    }

    private static Stream<BindingAccess.Peer> ports(NetworkingRule rule, String source, List<Endpoint> endpoints) {
        return rule.ports().isEmpty()
                ? Stream.of(new BindingAccess.Peer(source, "tcp", null))
                : rule.ports().stream().flatMap(port -> peers(port, source, endpoints));
    }

    private static Stream<BindingAccess.Peer> peers(NetworkingPort port, String source, List<Endpoint> endpoints) {
        String protocol = port.protocol().toLowerCase(Locale.ROOT);
        return switch (port.port()) {
            case null -> Stream.of(new BindingAccess.Peer(source, protocol, null));
            case PortRef.ByNumber(int number) -> Stream.of(new BindingAccess.Peer(source, protocol, number));
            // A named port of pods: whatever number it has on the pods that are targets.
            case PortRef.ByName ignored ->
                endpoints.stream()
                        .map(endpoint -> endpoint.target().port())
                        .distinct()
                        .map(number -> new BindingAccess.Peer(source, protocol, number));
        };
    }

    private static String source(Source source) {
        return switch (source) {
            case Source.Cidr(String cidr) -> cidr;
            case Source.PrefixList(String id) -> id;
            case Source.Group(SecurityGroupRef.ById(String id)) -> id;
            case Source.Group(var reference) ->
                throw new IllegalArgumentException("a binding in the cluster cannot name " + reference);
        };
    }
}
