package io.headgate.operator.targets;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import java.util.Optional;
import java.util.Set;

/** What becomes of the target group of a binding that is being deleted. Safe for use by many threads. */
final class Fate {

    private final ClusterView view;

    Fate(ClusterView view) {
        this.view = view;
    }

    /** Why a binding goes, as far as its targets are concerned. */
    enum Kind {
        /** Somebody deleted an object that its group still needs and makes again: the targets stay in service. */
        COMES_BACK,
        /** The whole group is about to go, so that nobody needs to empty the target group. */
        GOES_WITH_ITS_GROUP,
        /** The targets are let go of. */
        GOES_ALONE
    }

    Kind of(BindingObject object) {
        Optional<GroupId> group = object.group();
        Optional<LoadBalancerObject> balancer = group.map(id -> new GroupKey(Snapshot.AWS, id))
                .flatMap(key -> view.loadBalancers.get(new ObjectKey("", key.objectName(view.instance()))));
        if (balancer.filter(LoadBalancerObject::deleting).isPresent()) {
            return Kind.GOES_WITH_ITS_GROUP;
        }
        boolean needed = balancer.isPresent()
                && !object.released()
                && group.filter(id -> isNeeded(object, id)).isPresent();
        return needed ? Kind.COMES_BACK : Kind.GOES_ALONE;
    }

    /** Whether a member of the group names the Service behind it. */
    private boolean isNeeded(BindingObject object, GroupId group) {
        ObjectKey service = new ObjectKey(
                object.binding().key().namespace(), object.binding().serviceName());
        Set<ObjectKey> naming = view.ingressesNaming(service);
        return view.snapshot().membership(Snapshot.AWS).group(group).stream()
                .flatMap(inputs -> inputs.members().stream())
                .anyMatch(member -> naming.contains(member.ingress().key()));
    }
}
