package io.headgate.operator.observed;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Load balancers, listeners, rules and target groups as ELBv2 describes them. */
final class ElbJson {

    private final Map<String, SecurityGroupRef> managed;
    private final @Nullable String backendId;

    /**
     * @param managed the security groups made for the stack, by id
     * @param backendId the cluster's shared one
     */
    ElbJson(Map<String, SecurityGroupRef> managed, @Nullable String backendId) {
        this.managed = Map.copyOf(managed);
        this.backendId = backendId;
    }

    LoadBalancer loadBalancer(JsonNode entry, Map<String, String> tags) {
        JsonNode api = entry.path("loadBalancer");
        List<Listener> listeners = new ArrayList<>();
        entry.path("listeners").forEach(listener -> listeners.add(listener(listener)));
        listeners.sort(Comparator.comparingInt(Listener::port));
        List<LoadBalancer.SubnetMapping> subnets = new ArrayList<>();
        api.path("AvailabilityZones")
                .forEach(zone -> subnets.add(new LoadBalancer.SubnetMapping(
                        Json.text(zone, "SubnetId", ""),
                        Json.text(zone.path("LoadBalancerAddresses").path(0), "AllocationId"))));
        return new LoadBalancer(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                Json.text(api, "LoadBalancerArn"),
                Json.text(api, "LoadBalancerName", ""),
                Json.text(api, "Type", "application"),
                Json.text(api, "Scheme", "internet-facing"),
                Json.text(api, "IpAddressType", "ipv4"),
                subnets,
                Json.texts(api.path("SecurityGroups")).stream()
                        .map(this::securityGroup)
                        .toList(),
                Json.text(api, "CustomerOwnedIpv4Pool"),
                Json.text(api.path("IpamPools"), "Ipv4IpamPoolId"),
                null,
                Json.tags(entry.path("attributes")),
                tags,
                listeners,
                new LoadBalancer.Status(
                        Json.text(api, "DNSName", ""),
                        Json.text(api, "CanonicalHostedZoneId", ""),
                        Json.text(api.path("State"), "Code", "active")));
    }

    private SecurityGroupRef securityGroup(String id) {
        SecurityGroupRef other = id.equals(backendId) ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
        return managed.getOrDefault(id, other);
    }

    private static Listener listener(JsonNode entry) {
        JsonNode api = entry.path("listener");
        Map<String, String> tags = Json.tags(entry.path("tags"));
        int port = Objects.requireNonNullElse(Json.number(api, "Port"), 0);
        boolean tls = Json.text(api, "Protocol", "").equals("HTTPS");
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : entry.path("rules")) {
            if (!Json.text(rule.path("rule"), "Priority", "").equals("default")) {
                rules.add(rule(rule));
            }
        }
        rules.sort(Comparator.comparingInt(Rule::priority));
        return new Listener(
                tags.getOrDefault(TrackingTags.RESOURCE, Integer.toString(port)),
                Json.text(api, "ListenerArn"),
                port,
                Json.text(api, "Protocol", ""),
                tls ? certificates(entry.path("certificates")) : List.of(),
                tls ? Json.text(api, "SslPolicy") : null,
                mutualAuthentication(api.path("MutualAuthentication")),
                Json.tags(entry.path("attributes")),
                RoutingJson.actions(api.path("DefaultActions")),
                tags,
                rules);
    }

    /** The default first; it is usually in the list a second time. */
    private static List<CertificateRef> certificates(JsonNode array) {
        Set<CertificateRef> certificates = new LinkedHashSet<>();
        for (boolean wanted : List.of(true, false)) {
            for (JsonNode certificate : array) {
                if (certificate.path("IsDefault").asBoolean() == wanted) {
                    certificates.add(new CertificateRef.ByArn(Json.text(certificate, "CertificateArn", "")));
                }
            }
        }
        return List.copyOf(certificates);
    }

    private static Listener.@Nullable MutualAuthentication mutualAuthentication(JsonNode api) {
        String mode = Json.text(api, "Mode");
        return mode == null
                ? null
                : new Listener.MutualAuthentication(
                        mode,
                        Json.text(api, "TrustStoreArn"),
                        api.path("IgnoreClientCertificateExpiry").asBoolean(),
                        Json.text(api, "AdvertiseTrustStoreCaNames"));
    }

    private static Rule rule(JsonNode entry) {
        JsonNode api = entry.path("rule");
        Map<String, String> tags = Json.tags(entry.path("tags"));
        return new Rule(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                Json.text(api, "RuleArn"),
                Integer.parseInt(Json.text(api, "Priority", "0")),
                new RoutingRule(
                        RoutingJson.conditions(api.path("Conditions")),
                        RoutingJson.actions(api.path("Actions")),
                        RoutingJson.transforms(api.path("Transforms"))),
                tags);
    }

    TargetGroup targetGroup(JsonNode entry, Map<String, String> tags) {
        JsonNode api = entry.path("targetGroup");
        return new TargetGroup(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                Json.text(api, "TargetGroupArn"),
                Json.text(api, "TargetGroupName", ""),
                Json.text(api, "TargetType", "instance"),
                Json.text(api, "Protocol", ""),
                Json.text(api, "ProtocolVersion"),
                Objects.requireNonNullElse(Json.number(api, "Port"), 0),
                Json.text(api, "IpAddressType", "ipv4"),
                Json.number(api, "TargetControlPort"),
                healthCheck(api),
                Json.tags(entry.path("attributes")),
                tags,
                null);
    }

    private static TargetGroup.HealthCheck healthCheck(JsonNode api) {
        return new TargetGroup.HealthCheck(
                Json.text(api, "HealthCheckPort", "traffic-port"),
                Json.text(api, "HealthCheckProtocol", ""),
                Json.text(api, "HealthCheckPath"),
                Objects.requireNonNullElse(Json.number(api, "HealthCheckIntervalSeconds"), 0),
                Objects.requireNonNullElse(Json.number(api, "HealthCheckTimeoutSeconds"), 0),
                Objects.requireNonNullElse(Json.number(api, "HealthyThresholdCount"), 0),
                Objects.requireNonNullElse(Json.number(api, "UnhealthyThresholdCount"), 0),
                matcher(api.path("Matcher")));
    }

    private static TargetGroup.@Nullable Matcher matcher(JsonNode api) {
        String grpc = Json.text(api, "GrpcCode");
        if (grpc != null) {
            return new TargetGroup.Matcher.GrpcCode(grpc);
        }
        String http = Json.text(api, "HttpCode");
        return http == null ? null : new TargetGroup.Matcher.HttpCode(http);
    }
}
