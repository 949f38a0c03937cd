package io.headgate.simulator.dataplane;

import io.headgate.core.routing.RoutingTable;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.HealthCheckConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TargetGroupConfig;
import io.headgate.proxy.config.TrafficAttributes;
import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.LoadBalancing;
import io.headgate.simulator.elbv2.Rule;
import io.headgate.simulator.elbv2.TargetGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Says in the words of the data plane what the account's load balancers serve. */
public final class DataPlaneTranslation {
    private final LoadBalancing account;
    private final CertificateStore certificates;
    private final TargetNaming naming;

    public DataPlaneTranslation(LoadBalancing account, CertificateStore certificates, TargetNaming naming) {
        this.account = account;
        this.certificates = certificates;
        this.naming = naming;
    }

    public DataPlaneConfig config() {
        List<ListenerConfig> listeners = account.loadBalancers().stream()
                .filter(LoadBalancer::application)
                .flatMap(loadBalancer -> account.listenersOf(loadBalancer.arn()).stream()
                        .map(listener -> listener(loadBalancer, listener)))
                .toList();
        List<TargetGroupConfig> groups = account.targetGroups().stream()
                .filter(group -> group.protocol().startsWith("HTTP"))
                .filter(group -> !account.loadBalancersOf(group.arn()).isEmpty())
                .map(this::targetGroup)
                .toList();
        return new DataPlaneConfig(listeners, groups);
    }

    /** The listener of an Application Load Balancer behind each listener of a Network Load Balancer that has one, by ARN. */
    public Map<String, String> forwards() {
        Map<String, String> forwards = new HashMap<>();
        account.loadBalancers().stream()
                .filter(loadBalancer -> !loadBalancer.application())
                .flatMap(loadBalancer -> account.listenersOf(loadBalancer.arn()).stream())
                .forEach(listener -> account.listenersBehind(listener).stream()
                        .findFirst()
                        .ifPresent(behind -> forwards.put(listener.arn(), behind.arn())));
        return forwards;
    }

    private ListenerConfig listener(LoadBalancer loadBalancer, Listener listener) {
        Map<String, String> attributes = new HashMap<>(loadBalancer.attributes());
        attributes.putAll(listener.attributes());
        return new ListenerConfig(
                listener.arn(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                listener.port(),
                Protocol.valueOf(listener.protocol()),
                new RoutingTable(
                        account.rulesOf(listener.arn()).stream()
                                .map(Rule::routing)
                                .toList(),
                        listener.defaultActions()),
                listener.certificates().stream()
                        .distinct()
                        .map(this::certificate)
                        .flatMap(Optional::stream)
                        .toList(),
                TrafficAttributes.of(attributes));
    }

    private Optional<CertificateConfig> certificate(String arn) {
        return certificates.find(arn).map(certificate -> {
            CertificateStore.Material material = certificates.materialOf(certificate);
            return new CertificateConfig(material.fullChainPem(), material.keyPem(), certificate.names());
        });
    }

    private TargetGroupConfig targetGroup(TargetGroup group) {
        TargetGroup.HealthCheck check = group.healthCheck();
        HealthCheckConfig health = new HealthCheckConfig(
                Protocol.valueOf(check.protocol()),
                check.port(),
                Objects.requireNonNullElse(check.path(), "/"),
                Duration.ofSeconds(check.intervalSeconds()),
                Duration.ofSeconds(check.timeoutSeconds()),
                check.healthyThreshold(),
                check.unhealthyThreshold(),
                Objects.requireNonNullElse(check.httpCode(), "200"));
        return new TargetGroupConfig(
                new TargetGroupRef.ByArn(group.arn()),
                Protocol.valueOf(group.protocol()),
                health,
                account.targetsOf(group.arn()).stream()
                        .filter(target -> target.drainingUntil() == null)
                        .map(target ->
                                new io.headgate.core.target.Target(naming.addressOf(target), target.port(), null))
                        .distinct()
                        .toList(),
                Duration.ofSeconds(Long.parseLong(
                        group.attributes().getOrDefault("deregistration_delay.timeout_seconds", "300"))));
    }
}
