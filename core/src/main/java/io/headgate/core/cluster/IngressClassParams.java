package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code elbv2.k8s.aws/v1beta1} IngressClassParams. A field that is set beats the annotation of the same meaning. Unset is null for
 * text and numbers, and the empty list or map otherwise.
 *
 * @param sslRedirectPort text, as in the API
 * @param loadBalancerAttributes by key
 */
public record IngressClassParams(
        String name,
        @Nullable String loadBalancerName,
        List<String> certificateArn,
        @Nullable LabelSelector namespaceSelector,
        @Nullable String groupName,
        @Nullable String scheme,
        List<String> inboundCidrs,
        @Nullable String sslPolicy,
        @Nullable String sslRedirectPort,
        @Nullable Subnets subnets,
        @Nullable String ipAddressType,
        Map<String, String> tags,
        @Nullable String targetType,
        Map<String, String> loadBalancerAttributes,
        List<Listener> listeners,
        @Nullable Integer minimumCapacityUnits,
        @Nullable String ipamIpv4PoolId,
        List<String> prefixListIds,
        @Nullable String wafv2AclArn,
        @Nullable String wafv2AclName) {

    public IngressClassParams {
        certificateArn = List.copyOf(certificateArn);
        inboundCidrs = List.copyOf(inboundCidrs);
        tags = Map.copyOf(tags);
        loadBalancerAttributes = Map.copyOf(loadBalancerAttributes);
        listeners = List.copyOf(listeners);
        prefixListIds = List.copyOf(prefixListIds);
    }

    /** Subnets by id, or by tags (all keys must match, each with any of its values). */
    public record Subnets(List<String> ids, Map<String, List<String>> tags) {
        public Subnets {
            ids = List.copyOf(ids);
            tags = Map.copyOf(tags);
        }
    }

    /** Attributes for the listener of that protocol and port; it does not make the listener. */
    public record Listener(String protocol, int port, Map<String, String> attributes) {
        public Listener {
            attributes = Map.copyOf(attributes);
        }
    }
}
