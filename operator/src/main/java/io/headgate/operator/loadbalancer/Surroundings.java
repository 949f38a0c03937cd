package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.group.GroupId;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a group may be changed, and how fresh the knowledge of it has to be where others change it. Safe for use by many threads. */
final class Surroundings {

    private static final String CHOSEN = "spec.mode is Observe; set it to Apply to let the changes be made";

    private final Observation observation;
    private final GroupPolicies policies;
    private final Clock clock;
    private final Map<GroupId, Instant> observed = new ConcurrentHashMap<>();

    Surroundings(Observation observation, GroupPolicies policies, Clock clock) {
        this.observation = observation;
        this.policies = policies;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether a group is another controller's as long as that works: it also removes it. */
    boolean leftToPredecessor(GroupKey key) {
        return observation.covers(key);
    }

    /** Why nothing of a group may be changed; empty when it may. */
    Optional<String> onlyObserved(LoadBalancer object, GroupKey key) {
        if (observation.covers(key)) {
            return Optional.of(observation.reason());
        }
        boolean chosen = object.getSpec().mode() == LoadBalancerSpec.Mode.Observe
                && !LoadBalancerObject.read(object).observesPredecessor();
        return chosen ? Optional.of(CHOSEN) : policies.onlyObserved(key);
    }

    /**
     * The provider, knowing what others did to the group.
     *
     * @param outdated whether what is known of it is of no use any more, whoever changes it
     */
    CloudProvider provider(ServedProvider served, GroupKey key, boolean outdated) {
        GroupId group = key.group();
        boolean covered = observation.covers(key);
        boolean predecessors = covered || observation.belongsToPredecessor(group);
        Instant before = Optional.ofNullable(observed.get(group)).orElse(Instant.MIN);
        Instant known = predecessors ? observation.knownSince() : Instant.MIN;
        if (outdated) {
            return served.knowing(group, clock.instant(), observation::belongsToPredecessor);
        }
        Instant since = covered || known.isAfter(before) ? known : before;
        CloudProvider provider = served.knowing(group, since, observation::belongsToPredecessor);
        if (covered) {
            observed.put(group, clock.instant());
        } else {
            observed.remove(group);
        }
        return provider;
    }
}
