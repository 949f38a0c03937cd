package io.headgate.operator.targets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.status.ServerSideApply;
import java.net.HttpURLConnection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Holds bindings by the finalizer that LBC holds them by, and lets them go. */
final class BindingFinalizer {

    /** LBC's finalizer of bindings. */
    static final String NAME = "elbv2.k8s.aws/resources";

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(ServerSideApply.FIELD_MANAGER)
            .build();

    private BindingFinalizer() {}

    static boolean holds(TargetGroupBinding object) {
        return object.getMetadata().getFinalizers().contains(NAME);
    }

    static boolean add(KubernetesClient client, TargetGroupBinding object) {
        Set<String> finalizers = new LinkedHashSet<>(object.getMetadata().getFinalizers());
        finalizers.add(NAME);
        return write(client, object, finalizers);
    }

    static boolean remove(KubernetesClient client, TargetGroupBinding object) {
        Set<String> finalizers = new LinkedHashSet<>(object.getMetadata().getFinalizers());
        finalizers.remove(NAME);
        return write(client, object, finalizers);
    }

    /** Gives false when the object changed meanwhile and is to be looked at again; one that is gone needs nothing. */
    private static boolean write(KubernetesClient client, TargetGroupBinding object, Set<String> finalizers) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", object.getMetadata().getResourceVersion());
        ArrayNode list = metadata.putArray("finalizers");
        finalizers.forEach(list::add);
        try {
            client.resources(TargetGroupBinding.class)
                    .inNamespace(object.getMetadata().getNamespace())
                    .withName(object.getMetadata().getName())
                    .patch(MERGE, patch.toString());
            return true;
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_NOT_FOUND -> true;
                case HttpURLConnection.HTTP_CONFLICT -> false;
                default -> throw e;
            };
        }
    }
}
