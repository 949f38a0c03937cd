package io.headgate.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Writes objects that hold nothing but what is ours, by server-side apply. Failures are the client's exceptions. Safe for use by many
 * threads.
 */
public final class ServerSideApply {

    /** The name under which the API server notes which fields are ours. */
    public static final String FIELD_MANAGER = "headgate";

    private static final PatchContext CONTEXT = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;

    public ServerSideApply(KubernetesClient client) {
        this.client = client;
    }

    /** Creates the object or makes it what it should be; gives what the API server then has. */
    public <T extends HasMetadata> T apply(T object) {
        return client.resource(object).patch(CONTEXT);
    }

    /** Writes the status alone. */
    public <T extends HasMetadata> T applyStatus(T object) {
        return client.resource(object).subresource("status").patch(CONTEXT);
    }
}
