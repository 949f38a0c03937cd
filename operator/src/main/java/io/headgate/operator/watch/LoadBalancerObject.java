package io.headgate.operator.watch;

import io.headgate.core.group.GroupId;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LoadBalancer as it is in the cluster.
 *
 * @param observesPredecessor whether it is in mode Observe because another controller works
 */
public record LoadBalancerObject(
        String name,
        GroupKey group,
        String controller,
        LoadBalancerSpec.Mode mode,
        boolean observesPredecessor,
        boolean deleting,
        @Nullable LoadBalancerStatus status) {

    /** Annotation of an object whose mode is Observe because another controller works, and not because somebody asked for it. */
    public static final String OBSERVES = "headgate.io/observes";

    public static LoadBalancerObject read(LoadBalancer object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return new LoadBalancerObject(
                object.getMetadata().getName(),
                new GroupKey(
                        object.getSpec().provider(),
                        GroupId.parse(object.getSpec().group())),
                object.getSpec().controller(),
                object.getSpec().mode(),
                annotations != null && annotations.containsKey(OBSERVES),
                object.getMetadata().getDeletionTimestamp() != null,
                object.getStatus());
    }
}
