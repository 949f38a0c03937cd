package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Failure;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import java.util.Optional;

/** Gives back what groups share once the last group goes. */
final class SharedRelease {

    private final ClusterView view;

    SharedRelease(ClusterView view) {
        this.view = view;
    }

    /** Nothing to do as long as another group of the provider is wanted, or a binding lets anyone in. */
    Optional<Failure> release(ServedProvider served, GroupKey last) {
        boolean othersStay = view.loadBalancers.all().stream()
                .anyMatch(other -> other.group().provider().equals(last.provider())
                        && !other.group().equals(last)
                        && !other.deleting());
        boolean stillNamed = view.bindings.all().stream()
                .anyMatch(object -> !object.binding().networking().isEmpty());
        return othersStay || stillNamed ? Optional.empty() : served.loaded().releaseShared();
    }
}
