package io.headgate.operator.cleanup;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.GroupId;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.Snapshot;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Groups of which the account has something, while nothing in the cluster refers to them: no Ingress wants to be in one or is held by its
 * finalizer, and neither a LoadBalancer nor a TargetGroupBinding was made for one. Nobody would ever remove them.
 */
public final class Orphans {

    private Orphans() {}

    /**
     * Those among groups, in order of their names.
     *
     * @param view complete: what it does not see does not exist
     */
    public static NavigableSet<GroupId> among(Collection<GroupId> groups, ClusterView view) {
        NavigableSet<GroupId> orphans = new TreeSet<>(Comparator.comparing(GroupId::toString));
        orphans.addAll(groups);
        orphans.removeAll(view.snapshot().membership(Snapshot.AWS).groups().keySet());
        for (Ingress ingress : view.ingresses.all()) {
            GroupFinalizers.held(ingress).forEach(orphans::remove);
        }
        view.loadBalancers.all().stream()
                .filter(object -> object.group().provider().equals(Snapshot.AWS))
                .forEach(object -> orphans.remove(object.group().group()));
        view.bindings.all().forEach(object -> object.group().ifPresent(orphans::remove));
        return orphans;
    }

    /** Whether the cluster has nothing at all that could refer to a group: then it is perhaps not the cluster that is meant. */
    public static boolean nothingRefers(ClusterView view) {
        return view.ingresses.all().isEmpty() && view.loadBalancers.all().isEmpty();
    }
}
