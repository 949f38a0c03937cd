package io.headgate.operator.ingress;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.operator.loadbalancer.LoadBalancerReconciler;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the LoadBalancer objects of groups. */
public final class GroupObjects {

    private static final Logger LOG = LoggerFactory.getLogger(GroupObjects.class);

    private final KubernetesClient client;
    private final ClusterView view;

    GroupObjects(KubernetesClient client, ClusterView view) {
        this.client = client;
        this.view = view;
    }

    Optional<LoadBalancerObject> get(GroupKey group) {
        return view.loadBalancers.get(new ObjectKey("", group.objectName()));
    }

    /** Whether the API server really has no object of that group, whatever the watch says. */
    boolean certainlyAbsent(GroupKey group) {
        return get(group).isEmpty()
                && client.resources(LoadBalancer.class)
                                .withName(group.objectName())
                                .get()
                        == null;
    }

    /** Makes the object if there is none. One that is being deleted has to go first; its end brings us back. */
    void ensure(GroupKey group, String controller) {
        if (get(group).isPresent()) {
            return;
        }
        try {
            view.loadBalancers.written(
                    client.resource(object(group, controller)).create());
            LOG.atInfo()
                    .addKeyValue("group", group.group())
                    .addKeyValue("name", group.objectName())
                    .log("Group begun");
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** The object of a group as it begins. */
    public static LoadBalancer object(GroupKey group, String controller) {
        LoadBalancer object = new LoadBalancer();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(group.objectName())
                .withFinalizers(LoadBalancerReconciler.FINALIZER)
                .build());
        object.setSpec(new LoadBalancerSpec(
                group.group().toString(), group.provider(), controller, LoadBalancerSpec.Mode.Apply));
        return object;
    }
}
