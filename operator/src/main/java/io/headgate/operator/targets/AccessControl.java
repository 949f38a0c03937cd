package io.headgate.operator.targets;

import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the permissions on the security groups of nodes and pods what all bindings of the cluster ask for. Permissions are shared by the
 * bindings, so they are always computed from all of them. Safe for use by many threads, which wait for each other.
 */
final class AccessControl {

    private final ClusterView view;
    private final BindingInputs inputs;
    private final Observation observation;
    private Established established = new Established(List.of(), true);

    AccessControl(ClusterView view, BindingInputs inputs, Observation observation) {
        this.view = view;
        this.inputs = inputs;
        this.observation = observation;
    }

    /** @param complete whether it was all: what was left for want of knowledge, or to another controller, has to be done later */
    private record Established(List<BindingAccess> accesses, boolean complete) {
        Established {
            accesses = List.copyOf(accesses);
        }
    }

    /** Asks nothing of the cloud when nothing changed since it last went well. */
    synchronized Optional<Failure> establish(CloudProvider cloud, String clusterVpc) {
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
        Established now = new Established(wanted, complete);
        if (now.equals(established)) {
            return Optional.empty();
        }
        Optional<Failure> failure = cloud.nodeAccess().reconcile(wanted, complete);
        if (failure.isEmpty()) {
            established = now;
        }
        return failure;
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
                .filter(object -> !object.deleting() && asksForAccess(object.binding()))
                .sorted((a, b) -> a.binding().key().compareTo(b.binding().key()))
                .toList();
    }

    private static boolean asksForAccess(TargetGroupBinding binding) {
        return !binding.networking().isEmpty();
    }
}
