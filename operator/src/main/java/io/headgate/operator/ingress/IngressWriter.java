package io.headgate.operator.ingress;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;

/** The only writer of Ingresses: finalizers and status, nothing else. */
final class IngressWriter {

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("headgate")
            .build();

    private final KubernetesClient client;

    IngressWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Replaces the finalizers, unless the object changed meanwhile: then its event brings us back. */
    void finalizers(Ingress ingress, Collection<String> finalizers) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", ingress.getMetadata().getResourceVersion());
        ArrayNode list = metadata.putArray("finalizers");
        finalizers.forEach(list::add);
        try {
            resource(ingress).patch(MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    void status(Ingress ingress, List<IngressAddress> addresses) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ArrayNode list = patch.putObject("status").putObject("loadBalancer").putArray("ingress");
        for (IngressAddress address : addresses) {
            ObjectNode entry = list.addObject().put(address.field(), address.host());
            ArrayNode ports = entry.putArray("ports");
            address.ports()
                    .forEach(port ->
                            ports.addObject().put("port", port.intValue()).put("protocol", "TCP"));
        }
        resource(ingress).subresource("status").patch(MERGE, patch.toString());
    }

    private Resource<Ingress> resource(Ingress ingress) {
        return client.network()
                .v1()
                .ingresses()
                .inNamespace(ingress.getMetadata().getNamespace())
                .withName(ingress.getMetadata().getName());
    }
}
