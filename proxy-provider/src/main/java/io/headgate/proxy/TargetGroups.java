package io.headgate.proxy;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.TargetHealth;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.HealthCheckConfig;
import io.headgate.proxy.config.ListenerConfig;
import io.headgate.proxy.config.Protocol;
import io.headgate.proxy.config.TargetGroupConfig;
import io.headgate.proxy.http.LoopContext;
import io.headgate.proxy.net.Transport;
import io.headgate.proxy.target.HealthChecks;
import io.headgate.proxy.target.LiveTarget;
import io.headgate.proxy.target.LiveTargetGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live target groups by reference. One thread changes them; any thread asks for health. */
final class TargetGroups {

    private final AddressMapping addresses;
    private final Transport transport;
    private final Collection<LoopContext> loops;
    private final HealthChecks checks;
    private final Map<TargetGroupRef, LiveTargetGroup> groups = new ConcurrentHashMap<>();

    TargetGroups(AddressMapping addresses, Transport transport, Collection<LoopContext> loops) {
        this.addresses = addresses;
        this.transport = transport;
        this.loops = loops;
        this.checks = new HealthChecks(transport);
    }

    /** Takes over the target groups; those that the listeners name are probed. */
    void update(List<TargetGroupConfig> configs, List<ListenerConfig> listeners) {
        Set<TargetGroupRef> named = named(listeners);
        for (TargetGroupConfig config : configs) {
            LiveTargetGroup group = groups.computeIfAbsent(config.ref(), ref -> new LiveTargetGroup(config, addresses));
            group.inUse(named.contains(config.ref()));
            update(group, config);
        }
    }

    /** Empties groups that are no longer configured, and forgets those of them that no rule names. */
    void keepOnly(List<TargetGroupConfig> configs, List<ListenerConfig> listeners) {
        Set<TargetGroupRef> configured = references(configs);
        Set<TargetGroupRef> named = named(listeners);
        groups.forEach((ref, group) -> {
            if (!configured.contains(ref)) {
                group.inUse(named.contains(ref));
                update(group, without(group.config()));
            }
        });
        groups.keySet().removeIf(ref -> !configured.contains(ref) && !named.contains(ref));
    }

    private static Set<TargetGroupRef> references(List<TargetGroupConfig> configs) {
        return configs.stream().map(TargetGroupConfig::ref).collect(Collectors.toSet());
    }

    private static TargetGroupConfig without(TargetGroupConfig config) {
        return new TargetGroupConfig(
                config.ref(), config.protocol(), config.healthCheck(), List.of(), config.deregistrationDelay());
    }

    private void update(LiveTargetGroup group, TargetGroupConfig config) {
        LiveTargetGroup.Change change = group.update(config);
        change.removed().forEach(target -> drain(group, target, config.deregistrationDelay()));
        if (group.inUse()) {
            checks.start(group, group.registered());
        }
    }

    /** Lets running requests finish within the delay, then cuts them off. */
    private void drain(LiveTargetGroup group, LiveTarget target, Duration delay) {
        loops.forEach(loop -> loop.loop().execute(() -> loop.pool().retire(target)));
        if (target.idle()) {
            group.drained(target);
            return;
        }
        var _ = transport.next().schedule(() -> expire(group, target), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(LiveTargetGroup group, LiveTarget target) {
        loops.forEach(loop -> loop.loop().execute(() -> loop.pool().cut(target)));
        group.drained(target);
    }

    /** The live group, which stays the same as long as any rule names it; one that nobody configured has no targets. */
    LiveTargetGroup live(TargetGroupRef ref) {
        return groups.computeIfAbsent(ref, unknown -> new LiveTargetGroup(nothing(unknown), addresses));
    }

    private static TargetGroupConfig nothing(TargetGroupRef ref) {
        return new TargetGroupConfig(ref, Protocol.HTTP, HealthCheckConfig.DEFAULT, List.of(), Duration.ZERO);
    }

    /** The groups that this listener names and nobody configured. */
    List<TargetGroupRef> unknown(ListenerConfig listener, List<TargetGroupConfig> configs) {
        Set<TargetGroupRef> configured = references(configs);
        return named(List.of(listener)).stream()
                .filter(ref -> !configured.contains(ref))
                .toList();
    }

    List<TargetHealth> health(TargetGroupRef ref) {
        @Nullable LiveTargetGroup group = groups.get(ref);
        return group == null ? List.of() : group.health();
    }

    private static Set<TargetGroupRef> named(List<ListenerConfig> listeners) {
        return listeners.stream()
                .flatMap(listener -> Stream.concat(
                        listener.routing().defaultActions().stream(),
                        listener.routing().rules().stream()
                                .map(RoutingRule::actions)
                                .flatMap(List::stream)))
                .flatMap(TargetGroups::named)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Stream<TargetGroupRef> named(Action action) {
        return action instanceof Action.Forward forward
                ? forward.targetGroups().stream().map(Action.WeightedTargetGroup::targetGroup)
                : Stream.empty();
    }
}
