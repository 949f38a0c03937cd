package io.headgate.operator.cleanup;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.headgate.core.cluster.ObjectKey;

/** Stops an operator that runs as a Deployment, so that it does not make anew what is about to be removed. */
public final class OperatorStop {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private OperatorStop() {}

    /**
     * Scales the Deployment to nothing and waits until none of its pods is left. One that is not there needs no stopping.
     *
     * @return false if pods are left when there is no more patience
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be reached or refuses
     */
    public static boolean stop(KubernetesClient client, ObjectKey name, Patience patience) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(name.namespace())
                .withName(name.name())
                .get();
        if (deployment == null) {
            return true;
        }
        client.resource(deployment).patch(MERGE, "{\"spec\": {\"replicas\": 0}}");
        while (hasPods(client, deployment)) {
            if (!patience.again()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPods(KubernetesClient client, Deployment deployment) {
        return !client.pods()
                .inNamespace(deployment.getMetadata().getNamespace())
                .withLabelSelector(deployment.getSpec().getSelector())
                .list()
                .getItems()
                .isEmpty();
    }
}
