package io.headgate.core.stack;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer with its listeners.
 *
 * @param resource value of the resource tag: {@code LoadBalancer}, or {@code FrontendNlb} for the network load balancer in front
 * @param arn null as long as it is only desired
 * @param type {@code application} or {@code network}
 * @param scheme {@code internal} or {@code internet-facing}
 * @param ipAddressType {@code ipv4}, {@code dualstack} or {@code dualstack-without-public-ipv4}
 * @param attributes only those asked for (desired), or all (observed)
 * @param minimumCapacityUnits null leaves it untouched, 0 resets
 * @param status null as long as it is only desired
 */
public record LoadBalancer(
        String resource,
        @Nullable String arn,
        String name,
        String type,
        String scheme,
        String ipAddressType,
        List<SubnetMapping> subnets,
        List<SecurityGroupRef> securityGroups,
        @Nullable String customerOwnedIpv4Pool,
        @Nullable String ipamIpv4PoolId,
        @Nullable Integer minimumCapacityUnits,
        Map<String, String> attributes,
        Map<String, String> tags,
        List<Listener> listeners,
        @Nullable Status status) {

    public LoadBalancer {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
        listeners = List.copyOf(listeners);
    }

    public LoadBalancer withArn(@Nullable String replacement) {
        return changed(draft -> draft.arn = replacement);
    }

    public LoadBalancer withScheme(String replacement) {
        return changed(draft -> draft.scheme = replacement);
    }

    public LoadBalancer withIpAddressType(String replacement) {
        return changed(draft -> draft.ipAddressType = replacement);
    }

    public LoadBalancer withSubnets(List<SubnetMapping> replacement) {
        return changed(draft -> draft.subnets = replacement);
    }

    public LoadBalancer withSecurityGroups(List<SecurityGroupRef> replacement) {
        return changed(draft -> draft.securityGroups = replacement);
    }

    public LoadBalancer withIpamIpv4PoolId(@Nullable String replacement) {
        return changed(draft -> draft.ipamIpv4PoolId = replacement);
    }

    public LoadBalancer withMinimumCapacityUnits(@Nullable Integer replacement) {
        return changed(draft -> draft.minimumCapacityUnits = replacement);
    }

    public LoadBalancer withAttributes(Map<String, String> replacement) {
        return changed(draft -> draft.attributes = replacement);
    }

    public LoadBalancer withTags(Map<String, String> replacement) {
        return changed(draft -> draft.tags = replacement);
    }

    public LoadBalancer withListeners(List<Listener> replacement) {
        return changed(draft -> draft.listeners = replacement);
    }

    public LoadBalancer withStatus(@Nullable Status replacement) {
        return changed(draft -> draft.status = replacement);
    }

    /** A subnet, for a network load balancer perhaps with an elastic address. */
    public record SubnetMapping(String subnetId, @Nullable String allocationId) {}

    /** What AWS says of it; {@code code} is {@code provisioning}, {@code active}, {@code active_impaired} or {@code failed}. */
    public record Status(String dnsName, String canonicalHostedZoneId, String code) {}

    private LoadBalancer changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.loadBalancer();
    }

    /** A copy of what can be replaced, as long as it can be. */
    private static final class Draft {
        private final LoadBalancer former;
        private @Nullable String arn;
        private String scheme;
        private String ipAddressType;
        private List<SubnetMapping> subnets;
        private List<SecurityGroupRef> securityGroups;
        private @Nullable String ipamIpv4PoolId;
        private @Nullable Integer minimumCapacityUnits;
        private Map<String, String> attributes;
        private Map<String, String> tags;
        private List<Listener> listeners;
        private @Nullable Status status;

        Draft(LoadBalancer former) {
            this.former = former;
            this.arn = former.arn;
            this.scheme = former.scheme;
            this.ipAddressType = former.ipAddressType;
            this.subnets = former.subnets;
            this.securityGroups = former.securityGroups;
            this.ipamIpv4PoolId = former.ipamIpv4PoolId;
            this.minimumCapacityUnits = former.minimumCapacityUnits;
            this.attributes = former.attributes;
            this.tags = former.tags;
            this.listeners = former.listeners;
            this.status = former.status;
        }

        LoadBalancer loadBalancer() {
            return new LoadBalancer(
                    former.resource,
                    arn,
                    former.name,
                    former.type,
                    scheme,
                    ipAddressType,
                    subnets,
                    securityGroups,
                    former.customerOwnedIpv4Pool,
                    ipamIpv4PoolId,
                    minimumCapacityUnits,
                    attributes,
                    tags,
                    listeners,
                    status);
        }
    }
}
