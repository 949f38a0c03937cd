package io.headgate.operator.watch;

import io.headgate.core.group.GroupId;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import org.jspecify.annotations.Nullable;

/** A LoadBalancer as it is in the cluster. */
public record LoadBalancerObject(
        String name,
        GroupKey group,
        boolean deleting,
        @Nullable LoadBalancerStatus status) {

    public static LoadBalancerObject read(LoadBalancer object) {
        return new LoadBalancerObject(
                object.getMetadata().getName(),
                new GroupKey(
                        object.getSpec().provider(),
                        GroupId.parse(object.getSpec().group())),
                object.getMetadata().getDeletionTimestamp() != null,
                object.getStatus());
    }
}
