package io.headgate.simulator.elbv2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer.
 *
 * @param hostedZoneId of its DNS name
 * @param type {@code application} or {@code network}
 * @param securityGroups ids, in the order given
 * @param activeAt when it leaves the state provisioning
 * @param attributes all of them, defaults included
 */
public record LoadBalancer(
        String arn,
        String name,
        String dnsName,
        String hostedZoneId,
        String type,
        String scheme,
        String vpcId,
        String ipAddressType,
        List<Placement> placements,
        List<String> securityGroups,
        Instant createdAt,
        Instant activeAt,
        Map<String, String> attributes,
        Extras extras) {

    public LoadBalancer {
        placements = List.copyOf(placements);
        securityGroups = List.copyOf(securityGroups);
        attributes = Map.copyOf(attributes);
    }

    /** Where it stands; addresses are set for network load balancers only. */
    public record Placement(
            String zone,
            String subnetId,
            @Nullable String allocationId,
            @Nullable String privateIpv4Address) {}

    /** Settings that few have. */
    public record Extras(
            @Nullable String customerOwnedIpv4Pool,
            @Nullable String ipamIpv4PoolId,
            @Nullable Integer minimumCapacityUnits,
            @Nullable String enablePrefixForIpv6SourceNat) {
        static final Extras NONE = new Extras(null, null, null, null);
    }

    public boolean application() {
        return type.equals("application");
    }

    /** What the interfaces that AWS makes for it are described with. */
    String interfaceDescription() {
        return "ELB " + arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
    }

    public List<String> subnetIds() {
        return placements.stream().map(Placement::subnetId).toList();
    }

    LoadBalancer withPlacements(List<Placement> changed, String addressType) {
        return new LoadBalancer(
                arn,
                name,
                dnsName,
                hostedZoneId,
                type,
                scheme,
                vpcId,
                addressType,
                changed,
                securityGroups,
                createdAt,
                activeAt,
                attributes,
                extras);
    }

    LoadBalancer withSecurityGroups(List<String> changed) {
        return new LoadBalancer(
                arn,
                name,
                dnsName,
                hostedZoneId,
                type,
                scheme,
                vpcId,
                ipAddressType,
                placements,
                changed,
                createdAt,
                activeAt,
                attributes,
                extras);
    }

    LoadBalancer withAttributes(Map<String, String> changed) {
        return new LoadBalancer(
                arn,
                name,
                dnsName,
                hostedZoneId,
                type,
                scheme,
                vpcId,
                ipAddressType,
                placements,
                securityGroups,
                createdAt,
                activeAt,
                changed,
                extras);
    }

    LoadBalancer withExtras(Extras changed) {
        return new LoadBalancer(
                arn,
                name,
                dnsName,
                hostedZoneId,
                type,
                scheme,
                vpcId,
                ipAddressType,
                placements,
                securityGroups,
                createdAt,
                activeAt,
                attributes,
                changed);
    }
}
