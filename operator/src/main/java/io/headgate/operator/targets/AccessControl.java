package io.headgate.operator.targets;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cloud.NodeAccess.Extent;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the permissions on the security groups of nodes and pods what all bindings of the cluster ask for. Permissions are shared by the
 * bindings, so they are always computed from all of them. Safe for use by many threads, which wait for each other.
 */
final class AccessControl {

    private final ClusterView view;
    private final BindingInputs inputs;
    private final Observation observation;
    private final Fate fate;
    private final Clock clock;
    private @Nullable Last last = new Last(new Demand(List.of(), true), Established.ALL, null);

    AccessControl(ClusterView view, BindingInputs inputs, Observation observation, Fate fate, Clock clock) {
        this.view = view;
        this.inputs = inputs;
        this.observation = observation;
        this.fate = fate;
        this.clock = clock;
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

    /** Asks nothing of the cloud when nothing changed since it last went well and nothing waited for its time. */
    Established establish(CloudProvider cloud, String clusterVpc) {
        return establish(cloud, clusterVpc, Extent.ALL);
    }

    /** The same for a binding that lets go on purpose: what nobody needs then is taken back at once. */
    Established withdraw(CloudProvider cloud, String clusterVpc) {
        return establish(cloud, clusterVpc, Extent.ALL_AT_ONCE);
    }

    private synchronized Established establish(CloudProvider cloud, String clusterVpc, Extent extent) {
        List<BindingAccess> wanted = new ArrayList<>();
        // What another controller permits is for that one to take back.
        boolean complete = !observation.active();
        for (BindingObject object : sorted()) {
            switch (Bound.of(object, cloud, clusterVpc)) {
                // A target group that is not there has no targets to be reached.
                case Bound.Unknown(Failure.NotFound ignored) -> {}
                // Its targets stay as they are, and so must the way to them.
                case Bound.Unknown ignored -> complete = false;
                case Bound.To bound -> complete &= add(bound, wanted);
            }
        }
        Demand now = new Demand(wanted, complete);
        Last before = last;
        if (before != null && settles(before, now, extent, cloud.nodeAccess())) {
            return new Established(before.came().refused(), null, null);
        }
        Established came = cloud.nodeAccess().reconcile(wanted, complete ? extent : Extent.PART);
        Duration again = came.again();
        last = came.failure() == null
                ? new Last(now, came, again == null ? null : clock.instant().plus(again))
                : null;
        return came;
    }

    private boolean settles(Last before, Demand now, Extent extent, NodeAccess access) {
        Instant due = before.due();
        boolean waits = due != null && extent == Extent.ALL && clock.instant().isBefore(due);
        return now.equals(before.demand()) && !access.distrusted() && (due == null || waits);
    }

    /** Gives whether all is known that the binding asks for. */
    private boolean add(Bound.To bound, List<BindingAccess> wanted) {
        TargetInputs seen = inputs.of(bound.binding(), List.of());
        return switch (bound.resolve(seen)) {
            case TargetResolution.Resolved(var endpoints, var ignored) -> wanted.add(Accesses.of(seen, endpoints));
            case TargetResolution.BackendMissing ignored -> true;
            case TargetResolution.Unusable ignored -> false;
        };
    }

    private List<BindingObject> sorted() {
        return view.bindings.all().stream()
                .filter(object -> staysInService(object) && asksForAccess(object.binding()))
                .sorted((a, b) -> a.binding().key().compareTo(b.binding().key()))
                .toList();
    }

    private boolean staysInService(BindingObject object) {
        return !object.deleting() || fate.of(object) == Fate.Kind.COMES_BACK;
    }

    private static boolean asksForAccess(TargetGroupBinding binding) {
        return !binding.networking().isEmpty();
    }
}
