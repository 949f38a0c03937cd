package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.Target;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.CertificateConfig;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.HealthCheckConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TargetGroupConfig;
import io.headgate.proxy.config.TrafficAttributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A data plane with one listener, and short words for its rules. */
final class Fixture implements AutoCloseable {

    static final long SEED = 20_260_101L;
    private static final String KEY = "listener";

    private final DataPlane plane = DataPlane.start(new DataPlaneSettings(AddressMapping.identity(), 2, NOW, SEED));
    private final List<TargetGroupConfig> groups = new ArrayList<>();
    private final List<RoutingRule> rules = new ArrayList<>();
    private List<Action> defaults = List.of(fixed(404, "default"));
    private TrafficAttributes attributes = TrafficAttributes.DEFAULT;
    private List<CertificateConfig> certificates = List.of();
    private int port = 80;

    static final InstantSource NOW = InstantSource.fixed(Instant.ofEpochSecond(0x65000000L));

    Fixture port(int told) {
        port = told;
        return this;
    }

    Fixture attributes(TrafficAttributes changed) {
        attributes = changed;
        return this;
    }

    Fixture certificates(CertificateConfig... wanted) {
        certificates = List.of(wanted);
        return this;
    }

    Fixture group(String name, Target... targets) {
        return group(name, Protocol.HTTP, Duration.ofMillis(50), targets);
    }

    Fixture group(String name, Protocol protocol, Duration interval, Target... targets) {
        HealthCheckConfig check = new HealthCheckConfig(
                protocol, "traffic-port", "/health", interval, Duration.ofSeconds(5), 2, 2, "200-299");
        groups.removeIf(group -> group.ref().equals(ref(name)));
        groups.add(new TargetGroupConfig(ref(name), protocol, check, List.of(targets), Duration.ofSeconds(30)));
        return this;
    }

    Fixture clearRules() {
        rules.clear();
        return this;
    }

    Fixture rule(Action action, Condition... conditions) {
        rules.add(new RoutingRule(List.of(conditions), List.of(action), List.of()));
        return this;
    }

    Fixture rule(RoutingRule rule) {
        rules.add(rule);
        return this;
    }

    Fixture otherwise(Action action) {
        defaults = List.of(action);
        return this;
    }

    List<Finding> apply() {
        return plane.apply(new DataPlaneConfig(List.of(listener()), groups));
    }

    private ListenerConfig listener() {
        return new ListenerConfig(
                KEY,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                port,
                certificates.isEmpty() ? Protocol.HTTP : Protocol.HTTPS,
                new RoutingTable(rules, defaults),
                certificates,
                attributes);
    }

    DataPlane plane() {
        return plane;
    }

    InetSocketAddress address() {
        return plane.address(KEY).orElseThrow();
    }

    RawClient client() throws IOException {
        return RawClient.connect(address());
    }

    /** One request on a connection of its own. */
    Wire.Message exchange(String request) throws IOException {
        try (RawClient client = client()) {
            return client.send(request).answer();
        }
    }

    static TargetGroupRef ref(String name) {
        return new TargetGroupRef.ByArn(name);
    }

    static Action forward(String group) {
        return new Action.Forward(List.of(new Action.WeightedTargetGroup(ref(group), null)), Action.Stickiness.OFF);
    }

    static Action fixed(int status, String body) {
        return new Action.FixedResponse(Integer.toString(status), "text/plain", body);
    }

    static Condition path(String... values) {
        return new Condition.PathPattern(new Patterns.Wildcards(List.of(values)));
    }

    static Condition host(String... values) {
        return new Condition.HostHeader(new Patterns.Wildcards(List.of(values)));
    }

    static Condition header(String name, String... values) {
        return new Condition.HttpHeader(name, new Patterns.Wildcards(List.of(values)));
    }

    static Condition query(String... keysAndValues) {
        return new Condition.QueryString(Stream.of(keysAndValues)
                .map(text -> text.split("=", 2))
                .map(parts -> parts.length == 1
                        ? new Condition.QueryString.Pair(null, parts[0])
                        : new Condition.QueryString.Pair(parts[0], parts[1]))
                .toList());
    }

    @Override
    public void close() {
        plane.close();
    }
}
