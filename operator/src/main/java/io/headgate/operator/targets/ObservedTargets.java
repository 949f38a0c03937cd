package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.TargetHealth;
import io.headgate.core.target.TargetResolution;
import io.headgate.operator.watch.BindingObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How healthy the targets are that another controller registers: read so that reports tell it, never changed. Safe for use by many
 * threads.
 */
final class ObservedTargets {

    private final HealthLedger ledger;
    private final HealthWatch watch;
    private final Set<ObjectKey> observed = ConcurrentHashMap.newKeySet();

    ObservedTargets(HealthLedger ledger, HealthWatch watch) {
        this.ledger = ledger;
        this.watch = watch;
    }

    /**
     * Looks at the targets of a binding of a group; of one made by hand nobody reports any health.
     *
     * @param resolution what the targets should be
     * @return when to look again; empty when there is nothing to wait for
     */
    Optional<Duration> look(
            BindingObject object,
            CloudProvider cloud,
            String clusterVpc,
            Function<Bound.To, TargetResolution> resolution) {
        ObjectKey key = object.binding().key();
        boolean first = observed.add(key);
        return object.group().isPresent()
                        && Bound.of(object, cloud, clusterVpc) instanceof Bound.To bound
                        && resolution.apply(bound) instanceof TargetResolution.Resolved(var endpoints, var _)
                ? look(key, bound, endpoints, first)
                : Optional.empty();
    }

    private Optional<Duration> look(ObjectKey key, Bound.To bound, List<Endpoint> endpoints, boolean first) {
        boolean fresh = first || watch.due(key);
        TargetRegistry registry = bound.registry();
        return switch (fresh ? registry.freshTargets(bound.arn()) : registry.targets(bound.arn())) {
            case TargetRegistry.Result.Failed ignored -> watch.next(key, false, true, false, false);
            case TargetRegistry.Result.Targets(List<TargetHealth> present) -> {
                HealthLedger.Health health = TargetPass.health(
                        present, endpoints.stream().map(Endpoint::target).toList());
                ledger.put(bound.arn(), health, false);
                yield watch.next(key, false, fresh, health.healthy() == health.total(), false);
            }
        };
    }

    /** Whether a binding was only observed before: what is remembered of its targets may be wrong by now. */
    boolean endsFor(ObjectKey binding) {
        return observed.remove(binding);
    }
}
