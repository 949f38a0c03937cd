package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.Networking;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.NetworkingPeer;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.NetworkingProtocol;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.ServiceReference;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.TargetGroupProtocol;
import io.headgate.crds.elbv2.TargetIpAddressType;
import io.headgate.crds.elbv2.TargetType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes TargetGroupBindings. */
public final class BindingTranslation {

    private BindingTranslation() {}

    /**
     * The binding as the core has it. Its resource is empty: the object does not say it. What is left out is taken as the API's default:
     * target type {@code instance}, address family {@code ipv4}.
     */
    public static TargetGroupBinding read(io.headgate.crds.elbv2.TargetGroupBinding object) {
        TargetGroupBindingSpec spec = object.getSpec();
        return new TargetGroupBinding(
                "",
                Metadata.key(object),
                new TargetGroupRef.ByArn(Metadata.orEmpty(spec.targetGroupArn())),
                spec.serviceRef().name(),
                Ports.from(spec.serviceRef().port()),
                spec.targetType() == TargetType.IP ? "ip" : "instance",
                spec.ipAddressType() == TargetIpAddressType.IPV6 ? "ipv6" : "ipv4",
                spec.targetGroupProtocol() == null
                        ? ""
                        : spec.targetGroupProtocol().name(),
                spec.vpcId(),
                Boolean.TRUE.equals(spec.multiClusterTargetGroup()),
                networking(spec.networking()),
                Selectors.from(spec.nodeSelector()),
                Metadata.labels(object));
    }

    /** The object that the core's binding stands for. Its ARN and the ids of security groups must be known. */
    public static io.headgate.crds.elbv2.TargetGroupBinding write(TargetGroupBinding binding) {
        io.headgate.crds.elbv2.TargetGroupBinding object = new io.headgate.crds.elbv2.TargetGroupBinding();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(binding.key().namespace())
                .withName(binding.key().name())
                .withLabels(binding.labels())
                .build());
        object.setSpec(spec(binding));
        return object;
    }

    private static TargetGroupBindingSpec spec(TargetGroupBinding binding) {
        return new TargetGroupBindingSpec(
                arn(binding.targetGroup(), binding.key()),
                null,
                binding.multiClusterTargetGroup() ? true : null,
                binding.targetType().equals("ip") ? TargetType.IP : TargetType.INSTANCE,
                binding.targetGroupProtocol().isEmpty()
                        ? null
                        : TargetGroupProtocol.valueOf(binding.targetGroupProtocol()),
                new ServiceReference(binding.serviceName(), Ports.to(binding.servicePort())),
                networking(binding.networking()),
                Selectors.to(binding.nodeSelector()),
                binding.ipAddressType().equals("ipv6") ? TargetIpAddressType.IPV6 : TargetIpAddressType.IPV4,
                binding.vpcId(),
                null,
                null);
    }

    private static String arn(TargetGroupRef reference, ObjectKey binding) {
        return switch (reference) {
            case TargetGroupRef.ByArn(String arn) -> arn;
            case TargetGroupRef.InStack(String resource) ->
                throw new IllegalArgumentException(
                        "binding " + binding + " names target group " + resource + ", whose ARN is not known yet");
        };
    }

    private static List<NetworkingRule> networking(@Nullable Networking networking) {
        return networking == null
                ? List.of()
                : Metadata.orEmpty(networking.ingress()).stream()
                        .map(rule -> new NetworkingRule(
                                Metadata.orEmpty(rule.from()).stream()
                                        .map(BindingTranslation::source)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                Metadata.orEmpty(rule.ports()).stream()
                                        .map(BindingTranslation::port)
                                        .toList()))
                        .toList();
    }

    private static @Nullable Networking networking(List<NetworkingRule> rules) {
        return rules.isEmpty()
                ? null
                : new Networking(rules.stream()
                        .map(rule -> new TargetGroupBindingSpec.NetworkingRule(
                                rule.from().stream()
                                        .map(BindingTranslation::peer)
                                        .toList(),
                                rule.ports().stream()
                                        .map(BindingTranslation::port)
                                        .toList()))
                        .toList());
    }

    /** Null for a peer that names nothing, which the API admits. */
    private static @Nullable Source source(NetworkingPeer peer) {
        if (peer.securityGroup() != null) {
            return new Source.Group(
                    new SecurityGroupRef.ById(peer.securityGroup().groupId()));
        }
        return peer.ipBlock() == null ? null : new Source.Cidr(peer.ipBlock().cidr());
    }

    private static NetworkingPeer peer(Source source) {
        return switch (source) {
            case Source.Cidr(String cidr) -> new NetworkingPeer(new TargetGroupBindingSpec.IpBlock(cidr), null);
            case Source.Group(SecurityGroupRef.ById(String id)) ->
                new NetworkingPeer(null, new TargetGroupBindingSpec.SecurityGroupRef(id));
            case Source.Group(var reference) ->
                throw new IllegalArgumentException("security group " + reference + " has no id yet");
            case Source.PrefixList(String id) ->
                throw new IllegalArgumentException("a TargetGroupBinding cannot name prefix list " + id);
        };
    }

    private static NetworkingPort port(TargetGroupBindingSpec.NetworkingPort port) {
        @Nullable PortRef number = port.port() == null ? null : Ports.from(port.port());
        return new NetworkingPort(port.protocol() == NetworkingProtocol.UDP ? "UDP" : "TCP", number);
    }

    private static TargetGroupBindingSpec.NetworkingPort port(NetworkingPort port) {
        return new TargetGroupBindingSpec.NetworkingPort(
                NetworkingProtocol.valueOf(port.protocol()), port.port() == null ? null : Ports.to(port.port()));
    }
}
