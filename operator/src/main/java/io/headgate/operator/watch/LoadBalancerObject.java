package io.headgate.operator.watch;

import io.headgate.core.group.GroupId;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.operator.translate.Metadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LoadBalancer as it is in the cluster.
 *
 * @param observesPredecessor whether it is in mode Observe because another controller works
 * @param approve which removals its annotation approves; empty for none
 */
public record LoadBalancerObject(
        String name,
        GroupKey group,
        String controller,
        LoadBalancerSpec.Mode mode,
        boolean observesPredecessor,
        boolean deleting,
        String approve,
        @Nullable LoadBalancerStatus status) {

    /** Annotation of an object whose mode is Observe because another controller works, and not because somebody asked for it. */
    public static final String OBSERVES = "headgate.io/observes";

    /** Annotation that approves removals, on the object or on a member: the id of the plan, or several. */
    public static final String APPROVE = "headgate.io/approve";

    public static LoadBalancerObject read(LoadBalancer object) {
        Map<String, String> annotations = Metadata.annotations(object);
        return new LoadBalancerObject(
                object.getMetadata().getName(),
                new GroupKey(
                        object.getSpec().provider(),
                        GroupId.parse(object.getSpec().group())),
                object.getSpec().controller(),
                object.getSpec().mode(),
                annotations.containsKey(OBSERVES),
                object.getMetadata().getDeletionTimestamp() != null,
                annotations.getOrDefault(APPROVE, ""),
                object.getStatus());
    }
}
