package io.headgate.operator.webhook.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Secret by which replicas share a keyring. Failures are the client's exceptions. */
final class SecretStore {

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    SecretStore(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /** @param keyring null if the Secret holds none that can be read */
    record Stored(String version, @Nullable Keyring keyring) {}

    Optional<Stored> read() {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        return Optional.ofNullable(secret)
                .map(found -> new Stored(
                        found.getMetadata().getResourceVersion(),
                        Keyring.fromData(decoded(found.getData())).orElse(null)));
    }

    /**
     * Creates the Secret, or replaces the one that was read.
     *
     * @return whether it was written; if not, someone else wrote meanwhile
     */
    boolean write(Keyring keyring, Optional<Stored> before) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app.kubernetes.io/managed-by", "headgate")
                .withResourceVersion(before.map(Stored::version).orElse(null))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(keyring.toData())
                .build();
        try {
            if (before.isPresent()) {
                client.resource(secret).update();
            } else {
                client.resource(secret).create();
            }
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    private static Map<String, String> decoded(@Nullable Map<String, String> data) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (data != null) {
            data.forEach((key, value) ->
                    decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return decoded;
    }
}
