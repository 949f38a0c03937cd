package io.headgate.operator.ingress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Instance;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.operator.loadbalancer.LoadBalancerReconciler;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the LoadBalancer objects of groups. */
public final class GroupObjects {

    private static final Logger LOG = LoggerFactory.getLogger(GroupObjects.class);

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(ServerSideApply.FIELD_MANAGER)
            .build();

    private final KubernetesClient client;
    private final ClusterView view;

    GroupObjects(KubernetesClient client, ClusterView view) {
        this.client = client;
        this.view = view;
    }

    Optional<LoadBalancerObject> get(GroupKey group) {
        return view.loadBalancers.get(new ObjectKey("", name(group)));
    }

    /** Whether the API server really has no object of that group, whatever the watch says. */
    boolean certainlyAbsent(GroupKey group) {
        return get(group).isEmpty()
                && client.resources(LoadBalancer.class).withName(name(group)).get() == null;
    }

    /**
     * Makes the object if there is none, else gives it its class and mode. One that is being deleted has to go first; its end brings us
     * back. A mode that somebody chose stays.
     *
     * @param observe whether another controller still serves the group
     */
    void ensure(GroupKey group, String controller, boolean observe) {
        Optional<LoadBalancerObject> present = get(group);
        if (present.isEmpty()) {
            create(group, controller, observe);
            return;
        }
        Mode mode = observe
                ? Mode.Observe
                : present.get().observesPredecessor()
                        ? Mode.Apply
                        : present.get().mode();
        boolean chosen = present.get().mode() == Mode.Observe && !present.get().observesPredecessor();
        boolean same =
                present.get().controller().equals(controller) && present.get().mode() == mode;
        if (!same && !present.get().deleting()) {
            change(group, controller, mode, observe && !chosen);
        }
    }

    private void change(GroupKey group, String controller, Mode mode, boolean observesPredecessor) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
        if (observesPredecessor) {
            annotations.put(LoadBalancerObject.OBSERVES, Snapshot.PREDECESSOR);
        } else {
            annotations.putNull(LoadBalancerObject.OBSERVES);
        }
        patch.putObject("spec").put("controller", controller).put("mode", mode.name());
        view.loadBalancers.written(
                client.resources(LoadBalancer.class).withName(name(group)).patch(MERGE, patch.toString()));
    }

    private void create(GroupKey group, String controller, boolean observe) {
        try {
            view.loadBalancers.written(client.resource(object(group, controller, observe, view.instance()))
                    .create());
            LOG.atInfo()
                    .addKeyValue("group", group.group())
                    .addKeyValue("name", name(group))
                    .log("Group begun");
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private String name(GroupKey group) {
        return group.objectName(view.instance());
    }

    /** The object of a group as it begins, when no other controller serves it. */
    public static LoadBalancer object(GroupKey group, String controller, Instance instance) {
        return object(group, controller, false, instance);
    }

    private static LoadBalancer object(GroupKey group, String controller, boolean observe, Instance instance) {
        LoadBalancer object = new LoadBalancer();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(group.objectName(instance))
                .withLabels(instance.labels())
                .withFinalizers(LoadBalancerReconciler.FINALIZER)
                .withAnnotations(observe ? Map.of(LoadBalancerObject.OBSERVES, Snapshot.PREDECESSOR) : Map.of())
                .build());
        object.setSpec(new LoadBalancerSpec(
                group.group().toString(), group.provider(), controller, observe ? Mode.Observe : Mode.Apply));
        return object;
    }
}
