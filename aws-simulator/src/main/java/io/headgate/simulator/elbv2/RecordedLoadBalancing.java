package io.headgate.simulator.elbv2;

import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.ec2.Network;
import io.headgate.simulator.elbv2.LoadBalancer.Extras;
import io.headgate.simulator.elbv2.LoadBalancer.Placement;
import io.headgate.simulator.elbv2.TargetGroup.HealthCheck;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts load balancers and target groups into an account as the Describe calls answered for them. What an answer leaves out has its
 * default; attributes that AWS does not know are passed over.
 */
public final class RecordedLoadBalancing {
    private final LoadBalancing state;
    private final Network network;
    private final Instant now;
    private final RecordedListeners listeners;

    public RecordedLoadBalancing(LoadBalancing state, Network network, Instant now) {
        this.state = state;
        this.network = network;
        this.now = now;
        this.listeners = new RecordedListeners(state);
    }

    /** Reads the lists {@code trustStores}, {@code targetGroups} and {@code loadBalancers}. */
    public void read(Fields root) {
        root.structs("trustStores")
                .forEach(store -> state.addTrustStore(store.required("TrustStoreArn"), store.required("Name")));
        root.structs("targetGroups").forEach(this::targetGroup);
        root.structs("loadBalancers").forEach(this::loadBalancer);
    }

    static Map<String, String> attributes(Collection<Attribute> catalogue, List<Fields> recorded) {
        Map<String, String> all = new LinkedHashMap<>(Attribute.defaults(catalogue));
        Tags.recorded(recorded).forEach((key, value) -> all.computeIfPresent(key, (_, _) -> value));
        return all;
    }

    private void loadBalancer(Fields entry) {
        Fields api = entry.struct("loadBalancer").orElse(entry);
        String arn = api.required("LoadBalancerArn");
        String type = api.text("Type").orElse("application");
        String scheme = api.text("Scheme").orElse("internet-facing");
        List<Placement> placements =
                api.structs("AvailabilityZones").stream().map(this::placement).toList();
        LoadBalancer read = new LoadBalancer(
                arn,
                api.required("LoadBalancerName"),
                api.required("DNSName"),
                api.required("CanonicalHostedZoneId"),
                type,
                scheme,
                api.required("VpcId"),
                api.text("IpAddressType").orElse("ipv4"),
                placements,
                api.texts("SecurityGroups"),
                now,
                now,
                attributes(AttributeCatalogue.loadBalancer(type, scheme), entry.structs("attributes")),
                extras(api));
        state.loadBalancers.put(arn, read);
        state.setting.tags().put(arn, Tags.recorded(entry.structs("tags")));
        placements.forEach(placement -> network.addLoadBalancerInterface(
                arn, read.interfaceDescription(), placement.subnetId(), read.securityGroups()));
        entry.structs("listeners").forEach(listener -> listeners.read(listener, arn));
    }

    private Placement placement(Fields zone) {
        Fields address =
                zone.structs("LoadBalancerAddresses").stream().findFirst().orElse(null);
        return new Placement(
                zone.required("ZoneName"),
                zone.required("SubnetId"),
                address == null ? null : address.text("AllocationId").orElse(null),
                address == null ? null : address.text("PrivateIPv4Address").orElse(null));
    }

    private static Extras extras(Fields api) {
        return new Extras(
                api.text("CustomerOwnedIpv4Pool").orElse(null),
                api.struct("IpamPools")
                        .flatMap(pools -> pools.text("Ipv4IpamPoolId"))
                        .orElse(null),
                null,
                api.text("EnablePrefixForIpv6SourceNat").orElse(null));
    }

    private void targetGroup(Fields entry) {
        Fields api = entry.struct("targetGroup").orElse(entry);
        String arn = api.required("TargetGroupArn");
        String type = api.text("TargetType").orElse("instance");
        String protocol = api.required("Protocol");
        String version =
                protocol.startsWith("HTTP") ? api.text("ProtocolVersion").orElse("HTTP1") : null;
        TargetGroup read = new TargetGroup(
                arn,
                api.required("TargetGroupName"),
                type,
                protocol,
                version,
                api.integer("Port").orElse(80),
                api.required("VpcId"),
                api.text("IpAddressType").orElse("ipv4"),
                api.integer("TargetControlPort").orElse(null),
                healthCheck(api, HealthCheckReader.defaults(protocol, version, type)),
                attributes(AttributeCatalogue.targetGroup(protocol, type), entry.structs("attributes")));
        state.addTargetGroup(read);
        state.setting.tags().put(arn, Tags.recorded(entry.structs("tags")));
        entry.structs("targets").forEach(target -> target(target, read));
    }

    private static HealthCheck healthCheck(Fields api, HealthCheck byDefault) {
        Fields matcher = api.struct("Matcher").orElse(null);
        return new HealthCheck(
                true,
                api.text("HealthCheckProtocol").orElse(byDefault.protocol()),
                api.text("HealthCheckPort").orElse(byDefault.port()),
                api.text("HealthCheckPath").orElse(byDefault.path()),
                api.integer("HealthCheckIntervalSeconds").orElse(byDefault.intervalSeconds()),
                api.integer("HealthCheckTimeoutSeconds").orElse(byDefault.timeoutSeconds()),
                api.integer("HealthyThresholdCount").orElse(byDefault.healthyThreshold()),
                api.integer("UnhealthyThresholdCount").orElse(byDefault.unhealthyThreshold()),
                code(matcher, "HttpCode", byDefault.httpCode()),
                code(matcher, "GrpcCode", byDefault.grpcCode()));
    }

    private static @Nullable String code(@Nullable Fields matcher, String name, @Nullable String byDefault) {
        return matcher == null ? byDefault : matcher.text(name).orElse(null);
    }

    /** Long registered, so that its health no longer waits for a first check. */
    private void target(Fields entry, TargetGroup group) {
        Fields api = entry.struct("target").orElse(entry);
        String id = api.required("Id");
        String zone = api.text("AvailabilityZone")
                .or(() ->
                        group.instances() ? network.instance(id).map(instance -> instance.zone()) : network.zoneOf(id))
                .orElse(null);
        state.targets.add(new Target(
                group.arn(),
                id,
                api.integer("Port").orElse(group.port()),
                zone,
                now.minus(state.setting.timing().registration()),
                null));
    }
}
