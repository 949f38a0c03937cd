package io.headgate.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.drift.DriftReaction;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.Snapshot;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes whoever makes good what others changed. */
record Repair(
        KubernetesClient client,
        ClusterView view,
        Trigger<LoadBalancer> loadBalancers,
        Trigger<TargetGroupBinding> bindings,
        EventRecorder events)
        implements DriftReaction {

    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    @Override
    public void changed(GroupId group) {
        loadBalancers.fire(key(group));
    }

    @Override
    public void doubtful(GroupId group) {
        try {
            Optional.ofNullable(client.resources(LoadBalancer.class)
                            .withName(key(group).name())
                            .get())
                    .ifPresent(this::tell);
        } catch (KubernetesClientException unavailable) {
            LOG.atWarn().setCause(unavailable).log("Cannot tell of a suspicious answer");
        }
    }

    private void tell(LoadBalancer object) {
        events.warning(
                Regarding.loadBalancer(
                        object.getMetadata().getName(), object.getMetadata().getUid()),
                "SuspiciousEmptyRead",
                "a list of the cloud lacks something that is there when asked for by name; nothing was changed for"
                        + " it, and it is looked at again");
    }

    /** One writer looks after the permissions of all bindings, so that one of them is enough. */
    @Override
    public void accessChanged() {
        view.bindings.all().stream()
                .filter(object -> object.group().isPresent())
                .limit(1)
                .forEach(object -> bindings.fire(object.binding().key()));
    }

    private ObjectKey key(GroupId group) {
        return new ObjectKey("", new GroupKey(Snapshot.AWS, group).objectName(view.instance()));
    }
}
