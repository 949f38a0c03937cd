package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.Ingress;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a group without members made, step by step, and says what is in the way. Needs nothing of the group but its name. Safe for
 * use by many threads, one at a time for the same group.
 */
final class GroupRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(GroupRemoval.class);
    private static final String FAILED = "FailedDeployModel";
    private static final Duration BINDINGS_GO = Duration.ofMillis(500);
    private static final Duration BINDINGS_MAY_TAKE = Duration.ofSeconds(30);

    private final ClusterView view;
    private final GroupDeployer deployer;
    private final Publisher publisher;
    private final Surroundings surroundings;
    private final GroupPolicies policies;
    private final SharedRelease sharedRelease;

    GroupRemoval(
            ClusterView view,
            GroupDeployer deployer,
            Publisher publisher,
            Surroundings surroundings,
            GroupPolicies policies) {
        this.view = view;
        this.deployer = deployer;
        this.publisher = publisher;
        this.surroundings = surroundings;
        this.policies = policies;
        this.sharedRelease = new SharedRelease(view);
    }

    /** Gives when to go on; empty when nothing is left. Throws {@link RetryLater} after failures that pass by themselves. */
    Optional<Duration> run(LoadBalancer object, GroupKey key, ServedProvider served) {
        view.followSecrets(key, List.of());
        try {
            Departure departure = depart(object, key, served);
            if (departure.complete()) {
                return releaseShared(object, key, served);
            }
            publisher.departing(object, departure);
            return Optional.of(next(object, key, departure));
        } catch (CloudException e) {
            String reason = FailureText.of(e.failure());
            publisher.unreachable(object, reason);
            publisher.blocked(waiting(key), FAILED, reason);
            throw e;
        }
    }

    private Departure depart(LoadBalancer object, GroupKey key, ServedProvider served) {
        CloudProvider provider = surroundings.provider(served, key, SafetyConditions.sayProtected(object.conditions()));
        String onlyObserved = surroundings.onlyObserved(object, key).orElse(null);
        return policies.retains(key)
                ? deployer.giveAway(provider, key.group(), onlyObserved)
                : deployer.remove(
                        served,
                        provider,
                        key.group(),
                        policies.caution(key, object.getStatus()),
                        approved -> publisher.remember(object, approved),
                        onlyObserved);
    }

    private Duration next(LoadBalancer object, GroupKey key, Departure departure) {
        if (!departure.executed()) {
            return NextPass.OBSERVING;
        }
        Optional<SafetyConditions.Told> waits = SafetyConditions.waits(key.objectName(view.instance()), departure);
        if (waits.isPresent()) {
            publisher.blocked(waiting(key), waits.get().type(), waits.get().message());
            return NextPass.patiently(waits.get().since(object.conditions()), surroundings.now());
        }
        publisher.blocked(
                waiting(key), FAILED, FailureText.of(departure.outcome().failures()));
        return switch (NextPass.after(departure.outcome())) {
            case NextPass.OnChange() -> NextPass.WHEN_MADE;
            case NextPass.After(Duration delay) -> blockedFor(object, delay);
            case NextPass.BackOff(String reason) -> throw new RetryLater(reason);
        };
    }

    /** The longer a removal is blocked, the rarer the look. */
    private Duration blockedFor(LoadBalancer object, Duration first) {
        return NextPass.growing(first, RemovalBlocked.since(object.conditions()), surroundings.now());
    }

    private Optional<Duration> releaseShared(LoadBalancer object, GroupKey key, ServedProvider served) {
        if (deployer.hasBindings(key.group())) {
            tellOfBindings(object, key);
            return Optional.of(BINDINGS_GO);
        }
        Optional<Failure> failure = sharedRelease.release(served, key);
        if (failure.isPresent()) {
            publisher.removalBlocked(object, failure.get());
            publisher.blocked(waiting(key), FAILED, FailureText.of(failure.get()));
            return Optional.of(blockedFor(object, NextPass.SHORTLY));
        }
        LOG.atInfo().addKeyValue("group", key.group()).log("Group removed");
        return Optional.empty();
    }

    /** Bindings go within a moment, or something keeps them that their own status tells. */
    private void tellOfBindings(LoadBalancer object, GroupKey key) {
        Instant asked = Instant.parse(object.getMetadata().getDeletionTimestamp());
        if (asked.plus(BINDINGS_MAY_TAKE).isBefore(surroundings.now())) {
            publisher.removalBlocked(
                    object,
                    new Failure.NotReady(
                            "BindingsRemain",
                            "TargetGroupBindings " + deployer.bindings(key.group())
                                    + " are not gone yet: their status tells what keeps them"));
        }
    }

    private Collection<Ingress> waiting(GroupKey key) {
        return view.snapshot().ingressesOf(key).stream()
                .flatMap(ingress -> view.ingresses.get(ingress).stream())
                .toList();
    }
}
