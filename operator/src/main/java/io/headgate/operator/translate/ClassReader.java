package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.networking.v1.IngressClassParametersReference;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.crds.elbv2.IngressClassParamsSpec;
import io.headgate.crds.elbv2.IngressClassParamsSpec.ListenerParams;
import io.headgate.crds.elbv2.KeyValue;
import io.headgate.crds.elbv2.LoadBalancerIpAddressType;
import io.headgate.crds.elbv2.Scheme;
import io.headgate.crds.elbv2.TargetType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads IngressClasses and their parameters. */
public final class ClassReader {

    private static final String OWN_PREFIX = "headgate.io/";
    private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

    private static final IngressClassParamsSpec NOTHING_SET = new IngressClassParamsSpec(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null);

    private ClassReader() {}

    public static IngressClass read(io.fabric8.kubernetes.api.model.networking.v1.IngressClass object) {
        IngressClassParametersReference reference =
                object.getSpec() == null ? null : object.getSpec().getParameters();
        return new IngressClass(
                object.getMetadata().getName(),
                object.getSpec() == null
                        ? ""
                        : Metadata.orEmpty(object.getSpec().getController()),
                reference == null
                        ? null
                        : new IngressClass.Parameters(
                                reference.getApiGroup(), reference.getKind(), reference.getName()),
                "true".equals(Metadata.annotations(object).get(DEFAULT_CLASS)),
                ownAnnotations(Metadata.annotations(object)));
    }

    private static Map<String, String> ownAnnotations(Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(OWN_PREFIX))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public static IngressClassParams read(io.headgate.crds.elbv2.IngressClassParams object) {
        IngressClassParamsSpec spec = object.getSpec() == null ? NOTHING_SET : object.getSpec();
        return new IngressClassParams(
                object.getMetadata().getName(),
                setOrNull(spec.loadBalancerName()),
                Metadata.orEmpty(spec.certificateArn()),
                Selectors.from(spec.namespaceSelector()),
                spec.group() == null ? null : spec.group().name(),
                scheme(spec.scheme()),
                Metadata.orEmpty(spec.inboundCidrs()),
                setOrNull(spec.sslPolicy()),
                spec.sslRedirectPort(),
                subnets(spec.subnets()),
                ipAddressType(spec.ipAddressType()),
                byKey(spec.tags()),
                targetType(spec.targetType()),
                byKey(spec.loadBalancerAttributes()),
                Metadata.orEmpty(spec.listeners()).stream()
                        .map(ClassReader::listener)
                        .toList(),
                spec.minimumLoadBalancerCapacity() == null
                        ? null
                        : spec.minimumLoadBalancerCapacity().capacityUnits(),
                spec.ipamConfiguration() == null
                        ? null
                        : spec.ipamConfiguration().ipv4IpamPoolId(),
                Metadata.orEmpty(spec.prefixListsIds() == null ? spec.prefixListsIdsOld() : spec.prefixListsIds()),
                setOrNull(spec.wafv2AclArn()),
                setOrNull(spec.wafv2AclName()));
    }

    /** Go does not tell an empty text in a class from none at all, so the annotation counts then. */
    private static @Nullable String setOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static IngressClassParams.@Nullable Subnets subnets(IngressClassParamsSpec.@Nullable Subnets subnets) {
        return subnets == null
                ? null
                : new IngressClassParams.Subnets(Metadata.orEmpty(subnets.ids()), Metadata.orEmpty(subnets.tags()));
    }

    private static IngressClassParams.Listener listener(ListenerParams listener) {
        Integer port = listener.port();
        return new IngressClassParams.Listener(
                Metadata.orEmpty(listener.protocol()), port == null ? 0 : port, byKey(listener.listenerAttributes()));
    }

    private static Map<String, String> byKey(@Nullable List<KeyValue> entries) {
        Map<String, String> map = new LinkedHashMap<>();
        Metadata.orEmpty(entries).forEach(entry -> map.put(entry.key(), entry.value()));
        return map;
    }

    private static @Nullable String scheme(@Nullable Scheme scheme) {
        return switch (scheme) {
            case INTERNAL -> "internal";
            case INTERNET_FACING -> "internet-facing";
            case null -> null;
        };
    }

    private static @Nullable String ipAddressType(@Nullable LoadBalancerIpAddressType type) {
        return switch (type) {
            case IPV4 -> "ipv4";
            case DUALSTACK -> "dualstack";
            case DUALSTACK_WITHOUT_PUBLIC_IPV4 -> "dualstack-without-public-ipv4";
            case null -> null;
        };
    }

    private static @Nullable String targetType(@Nullable TargetType type) {
        return switch (type) {
            case INSTANCE -> "instance";
            case IP -> "ip";
            case null -> null;
        };
    }
}
