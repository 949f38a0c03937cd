package io.headgate.operator.predecessor;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.GroupId;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is only observed: while aws-load-balancer-controller renews its Lease, the groups of its own class. Of those nothing is written,
 * neither in AWS nor on objects of others; only our own kinds tell what would be done. Safe for use by many threads.
 */
public final class Observation {

    /** How old the knowledge of what another controller may change can be. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ClusterView view;
    private final @Nullable PredecessorLease lease;
    private final Clock clock;

    /** @param lease null when no other controller is looked for */
    public Observation(ClusterView view, @Nullable PredecessorLease lease, Clock clock) {
        this.view = view;
        this.lease = lease;
        this.clock = clock;
    }

    /** Whether another controller works at all. */
    public boolean active() {
        return lease != null && lease.held();
    }

    /** Whether that is known for sure, as of now. */
    public boolean healthy() {
        return lease == null || lease.healthy();
    }

    /** Hears when observing begins or ends, on a thread that must not be blocked. */
    public void listen(Runnable listener) {
        if (lease != null) {
            lease.listen(listener);
        }
    }

    /** Why groups are only observed, for people. */
    public String reason() {
        return lease == null
                ? ""
                : "aws-load-balancer-controller renews its Lease " + lease.name()
                        + "; stop it to let Headgate take over";
    }

    public boolean covers(GroupKey group) {
        return active() && belongsToPredecessor(group);
    }

    /** An Ingress in a group of the other controller, or still held by one. */
    public boolean covers(Ingress ingress) {
        return active() && view.snapshot().groupsOf(ingress).stream().anyMatch(this::belongsToPredecessor);
    }

    /** A binding of a group of the other controller, or of nobody: it looks after those too. */
    public boolean covers(BindingObject binding) {
        return active()
                && binding.group()
                        .map(group -> belongsToPredecessor(new GroupKey(Snapshot.AWS, group)))
                        .orElse(true);
    }

    /** Whether a group may be the other controller's, whether that works or not. */
    public boolean belongsToPredecessor(GroupId group) {
        return belongsToPredecessor(new GroupKey(Snapshot.AWS, group));
    }

    /** What was known of such groups before that moment is too old: the other controller may have changed it since. */
    public Instant knownSince() {
        if (lease == null) {
            return Instant.MIN;
        }
        return lease.held() ? clock.instant().minus(FRESH) : lease.heldLast();
    }

    private boolean belongsToPredecessor(GroupKey group) {
        if (!group.provider().equals(Snapshot.AWS)) {
            return false;
        }
        Snapshot snapshot = view.snapshot();
        Optional<LoadBalancerObject> object =
                view.loadBalancers.get(new ObjectKey("", group.objectName(view.instance())));
        Set<String> controllers = snapshot.ingressesOf(group).stream()
                .flatMap(key -> view.ingresses.get(key).stream())
                .filter(ingress -> snapshot.wanted(ingress).equals(Optional.of(group)))
                .map(snapshot::controllerOf)
                .collect(Collectors.toSet());
        if (controllers.contains(Snapshot.PREDECESSOR)) {
            return true;
        }
        if (controllers.isEmpty()) {
            // Nobody wants it any more: it is for the one to remove that served it last.
            return object.map(each -> each.controller().equals(Snapshot.PREDECESSOR))
                    .orElse(true);
        }
        // Its members changed their class: the other controller removes what it made, and lets them go then.
        return object.filter(LoadBalancerObject::observesPredecessor).isPresent()
                && snapshot.ingressesOf(group).stream()
                        .flatMap(key -> view.ingresses.get(key).stream())
                        .anyMatch(ingress -> GroupFinalizers.held(ingress).contains(group.group()));
    }
}
