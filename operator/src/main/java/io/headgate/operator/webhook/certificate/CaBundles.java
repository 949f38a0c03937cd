package io.headgate.operator.webhook.certificate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the API server which authorities to trust, in both webhook configurations of one name, and tells it again when somebody changed
 * that. A configuration that does not exist is nobody's concern. Failures are the client's exceptions.
 */
final class CaBundles {

    private static final Logger LOG = LoggerFactory.getLogger(CaBundles.class);
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;
    private final String name;

    CaBundles(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    private record Hook(String name, WebhookClientConfig config) {}

    void write(String pem) {
        String bundle = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
        write(
                client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(name),
                found -> found.getWebhooks().stream().map(CaBundles::hook).toList(),
                bundle);
        write(
                client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName(name),
                found -> found.getWebhooks().stream().map(CaBundles::hook).toList(),
                bundle);
    }

    private <T extends HasMetadata> void write(Resource<T> resource, Function<T, List<Hook>> hooks, String bundle) {
        T present = resource.get();
        if (present == null) {
            return;
        }
        ArrayNode patch = patch(hooks.apply(present), bundle);
        if (!patch.isEmpty()) {
            resource.patch(JSON_PATCH, patch.toString());
            LOG.atInfo()
                    .addKeyValue("kind", present.getKind())
                    .addKeyValue("name", name)
                    .log("Authorities of webhooks written");
        }
    }

    /** The test guards against webhooks that change places meanwhile. */
    private static ArrayNode patch(List<Hook> hooks, String bundle) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < hooks.size(); i++) {
            if (!bundle.equals(hooks.get(i).config().getCaBundle())) {
                patch.addObject()
                        .put("op", "test")
                        .put("path", "/webhooks/" + i + "/name")
                        .put("value", hooks.get(i).name());
                patch.addObject()
                        .put("op", "add")
                        .put("path", "/webhooks/" + i + "/clientConfig/caBundle")
                        .put("value", bundle);
            }
        }
        return patch;
    }

    private static Hook hook(MutatingWebhook webhook) {
        return new Hook(webhook.getName(), webhook.getClientConfig());
    }

    private static Hook hook(ValidatingWebhook webhook) {
        return new Hook(webhook.getName(), webhook.getClientConfig());
    }
}
