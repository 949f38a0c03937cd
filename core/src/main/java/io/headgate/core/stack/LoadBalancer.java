package io.headgate.core.stack;

import java.util.List;
import java.util.Map;
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
        return new LoadBalancer(
                resource,
                replacement,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withScheme(String replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                replacement,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withIpAddressType(String replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                replacement,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withSubnets(List<SubnetMapping> replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                replacement,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withSecurityGroups(List<SecurityGroupRef> replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                replacement,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withIpamIpv4PoolId(@Nullable String replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                replacement,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withMinimumCapacityUnits(@Nullable Integer replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                replacement,
                attributes,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withAttributes(Map<String, String> replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                replacement,
                tags,
                listeners,
                status);
    }

    public LoadBalancer withTags(Map<String, String> replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                replacement,
                listeners,
                status);
    }

    public LoadBalancer withListeners(List<Listener> replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                replacement,
                status);
    }

    public LoadBalancer withStatus(@Nullable Status replacement) {
        return new LoadBalancer(
                resource,
                arn,
                name,
                type,
                scheme,
                ipAddressType,
                subnets,
                securityGroups,
                customerOwnedIpv4Pool,
                ipamIpv4PoolId,
                minimumCapacityUnits,
                attributes,
                tags,
                listeners,
                replacement);
    }

    /** A subnet, for a network load balancer perhaps with an elastic address. */
    public record SubnetMapping(String subnetId, @Nullable String allocationId) {}

    /** What AWS says of it; {@code code} is {@code provisioning}, {@code active}, {@code active_impaired} or {@code failed}. */
    public record Status(String dnsName, String canonicalHostedZoneId, String code) {}
}
