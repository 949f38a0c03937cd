package io.headgate.operator.targets;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the permissions on the security groups of nodes and pods what all bindings of the cluster ask for. Permissions are shared by the
 * bindings, so they are always those of all of them. Each pass of a binding says what that one asks for; before its first pass it is what
 * its endpoints are. As long as one is not known, nothing is taken back. Safe for use by many threads, which wait for each other.
 */
final class AccessControl {

    private final ClusterView view;
    private final BindingInputs inputs;
    private final Observation observation;
    private final Fate fate;
    private final Clock clock;
    private final SecondLook secondLook;
    private final Map<ObjectKey, BindingAccess> asked = new HashMap<>();
    private @Nullable Last last = new Last(new Demand(List.of(), true), Established.ALL, null);

    /** @param led whether another process may have led before */
    AccessControl(
            ClusterView view, BindingInputs inputs, Observation observation, Fate fate, boolean led, Clock clock) {
        this.view = view;
        this.inputs = inputs;
        this.observation = observation;
        this.fate = fate;
        this.clock = clock;
        this.secondLook = new SecondLook(led, clock);
    }

    /** @param complete whether it was all: what was left for want of knowledge, or to another controller, has to be done later */
    private record Demand(List<BindingAccess> accesses, boolean complete) {
        Demand {
            accesses = List.copyOf(accesses);
        }
    }

    /** @param due when there is something to do although nothing changed; null if never */
    private record Last(
            Demand demand, Established came, @Nullable Instant due) {}

    /**
     * Takes what a binding asks for now, whose targets are reached then. Asks nothing of the cloud when nothing changed since it last went
     * well and nothing waited for its time.
     */
    synchronized Established establish(CloudProvider cloud, BindingAccess access) {
        asked.put(access.binding(), access);
        return establish(cloud, Extent.ALL);
    }

    /** Takes back what only a binding asked for that lets go on purpose. */
    synchronized Established withdraw(CloudProvider cloud, ObjectKey binding) {
        if (asked.remove(binding) == null) {
            // It asked in an earlier life, if ever: that nothing is to do is not known.
            last = null;
        }
        return establish(cloud, Extent.ALL_AT_ONCE);
    }

    private Established establish(CloudProvider cloud, Extent extent) {
        if (secondLook.due()) {
            cloud.nodeAccess().distrust();
        }
        Demand now = demand(cloud);
        Last before = last;
        if (before != null && settles(before, now, extent, cloud.nodeAccess())) {
            return new Established(
                    before.came().refused(), null, secondLook.rest().orElse(null));
        }
        Established came = cloud.nodeAccess().reconcile(now.accesses(), now.complete() ? extent : Extent.PART);
        Duration again = Stream.concat(Stream.ofNullable(came.again()), secondLook.rest().stream())
                .min(Duration::compareTo)
                .orElse(null);
        last = came.failure() == null
                ? new Last(now, came, again == null ? null : clock.instant().plus(again))
                : null;
        return new Established(came.refused(), came.failure(), again);
    }

    /** What another controller permits is for that one to take back. */
    private Demand demand(CloudProvider cloud) {
        List<BindingObject> bindings = bindings();
        asked.keySet().retainAll(bindings.stream().map(AccessControl::key).collect(Collectors.toSet()));
        List<BindingAccess> wanted = new ArrayList<>();
        boolean complete = !observation.active();
        for (BindingObject object : bindings) {
            BindingAccess access = asked.get(key(object));
            if (access == null) {
                complete &= estimate(object, cloud);
                access = asked.get(key(object));
            }
            if (access != null && !access.peers().isEmpty()) {
                wanted.add(access);
            }
        }
        return new Demand(wanted, complete);
    }

    /** Gives whether all is known that the binding asks for. */
    private boolean estimate(BindingObject object, CloudProvider cloud) {
        return switch (Bound.of(object, cloud, cloud.vpc().id())) {
            // A target group that is not there has no targets to be reached.
            case Bound.Unknown(Failure.NotFound _) -> true;
            // Its targets stay as they are, and so must the way to them.
            case Bound.Unknown _ -> false;
            case Bound.To bound -> estimate(bound);
        };
    }

    private boolean estimate(Bound.To bound) {
        TargetInputs seen = inputs.of(bound.binding(), List.of());
        return switch (bound.resolve(seen)) {
            case TargetResolution.Resolved(var endpoints, var _) -> {
                asked.put(bound.binding().key(), Accesses.of(seen, endpoints));
                yield true;
            }
            case TargetResolution.BackendMissing _ -> true;
            case TargetResolution.Unusable _ -> false;
        };
    }

    private List<BindingObject> bindings() {
        return view.bindings.all().stream()
                .filter(object ->
                        staysInService(object) && !object.binding().networking().isEmpty())
                .sorted(Comparator.comparing(AccessControl::key))
                .toList();
    }

    private static ObjectKey key(BindingObject object) {
        return object.binding().key();
    }

    private boolean staysInService(BindingObject object) {
        return !object.deleting() || fate.of(object) == Fate.Kind.COMES_BACK;
    }

    private boolean settles(Last before, Demand now, Extent extent, NodeAccess access) {
        Instant due = before.due();
        boolean waits = due != null && extent == Extent.ALL && clock.instant().isBefore(due);
        return now.equals(before.demand()) && !access.distrusted() && (due == null || waits);
    }
}
