package io.headgate.proxy;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.TargetHealth;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.http.ListenerState;
import io.headgate.proxy.http.LoopContext;
import io.headgate.proxy.http.Routes;
import io.headgate.proxy.net.Transport;
import io.headgate.proxy.tls.CertificateStore;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A data plane: listeners on sockets that answer requests as Application Load Balancers do. Safe for use by many threads.
 */
public final class DataPlane implements AutoCloseable {

    private final Transport transport;
    private final Listeners listeners;
    private final TargetGroups groups;

    private DataPlane(Transport transport, Listeners listeners, TargetGroups groups) {
        this.transport = transport;
        this.listeners = listeners;
        this.groups = groups;
    }

    /** Starts a data plane that serves nothing yet. */
    public static DataPlane start(DataPlaneSettings settings) {
        Transport transport = Transport.start(settings.eventLoops());
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        Map<EventLoop, LoopContext> loops = new HashMap<>();
        for (EventLoop loop : transport.loops()) {
            loops.put(loop, new LoopContext(loop, transport, settings.clock(), seeds.nextLong()));
        }
        return new DataPlane(
                transport,
                new Listeners(transport, loops),
                new TargetGroups(settings.addresses(), transport, List.copyOf(loops.values())));
    }

    /**
     * Serves this configuration from now on. Listeners that are in it as before are not touched; of those that changed only in rules,
     * certificates or attributes the socket stays open, and requests that run finish under the rules they began with. Returns when
     * every new socket is bound.
     *
     * @return what cannot be served as asked for; all else is served
     */
    public synchronized List<Finding> apply(DataPlaneConfig config) {
        List<Finding> findings = new ArrayList<>();
        groups.update(config.targetGroups(), config.listeners());
        listeners.closeAllBut(
                config.listeners().stream().map(ListenerConfig::key).collect(Collectors.toSet()));
        for (ListenerConfig listener : config.listeners()) {
            groups.unknown(listener, config.targetGroups())
                    .forEach(group -> findings.add(Findings.unknownGroup(listener, group)));
            findings.addAll(listeners.findings(listener).orElseGet(() -> serve(listener)));
        }
        groups.keepOnly(config.targetGroups(), config.listeners());
        return List.copyOf(findings);
    }

    private List<Finding> serve(ListenerConfig listener) {
        List<Finding> findings = new ArrayList<>(RuleReview.of(listener));
        ListenerState state = state(listener, findings);
        return listeners.serve(listener, state, findings);
    }

    private ListenerState state(ListenerConfig listener, List<Finding> findings) {
        return new ListenerState(
                listener.protocol(),
                listener.port(),
                Routes.of(listener.routing(), groups::live),
                certificates(listener, findings),
                listener.attributes());
    }

    private static CertificateStore certificates(ListenerConfig listener, List<Finding> findings) {
        if (listener.protocol() == Protocol.HTTP) {
            return CertificateStore.EMPTY;
        }
        CertificateStore.Loaded loaded = CertificateStore.load(listener.certificates());
        loaded.problems().forEach(problem -> findings.add(Findings.certificate(listener, problem)));
        if (loaded.store().choose(null).isEmpty()) {
            findings.add(Findings.noCertificate(listener));
        }
        return loaded.store();
    }

    /** Where a listener is bound; empty if it is not. */
    public Optional<InetSocketAddress> address(String listenerKey) {
        return listeners.address(listenerKey);
    }

    /** The targets of a group, drained ones included, with states and reason codes of the ELBv2 API; none for an unknown group. */
    public List<TargetHealth> targetHealth(TargetGroupRef group) {
        return groups.health(group);
    }

    /** Closes all listeners and connections. Requests that run are cut off. */
    @Override
    public void close() {
        transport.close();
    }
}
