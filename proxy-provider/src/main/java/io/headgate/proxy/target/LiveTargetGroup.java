package io.headgate.proxy.target;

import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TargetGroupConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A target group with the health of its targets. It lives as long as its reference is configured, so that neither a change of rules
 * nor one of health rebuilds the other. One thread updates; any thread chooses.
 */
public final class LiveTargetGroup {

    private final AddressMapping addresses;
    private final AtomicInteger turn = new AtomicInteger();
    private final CopyOnWriteArrayList<LiveTarget> draining = new CopyOnWriteArrayList<>();
    private volatile TargetGroupConfig config;
    private volatile List<LiveTarget> registered = List.of();
    private volatile List<LiveTarget> usable = List.of();
    private volatile boolean inUse;

    public LiveTargetGroup(TargetGroupConfig config, AddressMapping addresses) {
        this.config = config;
        this.addresses = addresses;
    }

    /** What came of an update: targets to be probed from now on, and targets that take no new requests. */
    public record Change(List<LiveTarget> added, List<LiveTarget> removed) {}

    /** Takes over a configuration. Targets that stay keep their health. */
    public Change update(TargetGroupConfig newConfig) {
        boolean sameProtocol = newConfig.protocol() == config.protocol();
        Map<Target, LiveTarget> before = new LinkedHashMap<>();
        registered.forEach(live -> before.put(live.target(), live));
        List<LiveTarget> added = new ArrayList<>();
        List<LiveTarget> now = new ArrayList<>();
        for (Target target : new java.util.LinkedHashSet<>(newConfig.targets())) {
            LiveTarget live = sameProtocol ? before.remove(target) : null;
            if (live == null) {
                live = new LiveTarget(target, addresses.locate(target), newConfig.protocol() == Protocol.HTTPS);
                added.add(live);
            }
            now.add(live);
        }
        config = newConfig;
        registered = List.copyOf(now);
        choose();
        before.values().forEach(this::drain);
        return new Change(added, List.copyOf(before.values()));
    }

    private void drain(LiveTarget target) {
        draining.add(target);
        target.drain();
    }

    /** Forgets a target whose draining is over. */
    public void drained(LiveTarget target) {
        draining.remove(target);
    }

    /** Says whether any rule names the group. */
    public void inUse(boolean named) {
        inUse = named;
    }

    public boolean inUse() {
        return inUse;
    }

    public TargetGroupConfig config() {
        return config;
    }

    /** The targets that are not taken off. */
    public List<LiveTarget> registered() {
        return registered;
    }

    /**
     * The target for one more request, in turn. Only healthy ones, unless there is none: then all, healthy or not. Null without any
     * target.
     */
    public @Nullable LiveTarget next() {
        List<LiveTarget> targets = usable;
        return targets.isEmpty() ? null : targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
    }

    /** Notes what a probe of a target found. */
    void probed(LiveTarget target, ProbeResult result) {
        HealthStatus before = target.status();
        target.status(before.after(
                result,
                config.healthCheck().healthyThreshold(),
                config.healthCheck().unhealthyThreshold()));
        if (before.state() != target.status().state()) {
            choose();
        }
    }

    private synchronized void choose() {
        List<LiveTarget> all = registered;
        List<LiveTarget> healthy = all.stream()
                .filter(live -> live.status().state() == HealthStatus.State.HEALTHY)
                .toList();
        usable = healthy.isEmpty() ? all : healthy;
    }

    /** The targets with the states and reason codes of the ELBv2 API. */
    public List<TargetHealth> health() {
        List<TargetHealth> all = new ArrayList<>();
        registered.forEach(live -> all.add(health(live)));
        draining.forEach(live -> all.add(new TargetHealth(
                live.target(), "draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")));
        return List.copyOf(all);
    }

    private TargetHealth health(LiveTarget live) {
        if (!inUse) {
            return new TargetHealth(
                    live.target(),
                    "unused",
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer");
        }
        HealthStatus status = live.status();
        return new TargetHealth(
                live.target(), status.state().name().toLowerCase(Locale.ROOT), status.reason(), status.description());
    }
}
