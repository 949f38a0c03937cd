package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.operator.translate.Metadata;
import io.headgate.operator.translate.SecretReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets with clients of OpenID Connect that groups name. The values leave this process only towards the cloud. Safe for use by many
 * threads.
 */
public final class OidcSecrets implements ClientSecrets, AutoCloseable {

    private final NamedSecrets secrets;
    private final ReferenceIndex<GroupKey, ObjectKey> groups = new ReferenceIndex<>();
    private final Map<ObjectKey, Known> known = new ConcurrentHashMap<>();
    private final List<Consumer<ObjectKey>> listeners = new CopyOnWriteArrayList<>();

    /** @param requiredLabel only Secrets that carry it may be used; the others are not even read. Null: all that are named */
    public OidcSecrets(KubernetesClient client, NamedSecrets.@Nullable Label requiredLabel) {
        this.secrets = new NamedSecrets(client, requiredLabel, this::put, this::remove);
    }

    /** Has no text of its own making that could show the value. */
    private record Known(OidcSecret secret, String value) {
        @Override
        public String toString() {
            return secret.key().toString();
        }
    }

    /** Hears which Secret changed, on a thread of the client: it must not block. */
    void listen(Consumer<ObjectKey> listener) {
        listeners.add(listener);
    }

    /**
     * Watches, from now on, what a group names and forgets what no group names any more. Returns once what is new was read, or is known to
     * be unreadable.
     */
    public void follow(GroupKey group, Set<ObjectKey> named) {
        reading(group, named).join();
    }

    private synchronized CompletableFuture<Void> reading(GroupKey group, Set<ObjectKey> named) {
        groups.put(group, named);
        CompletableFuture<Void> read = secrets.follow(named, this::isNamed);
        known.keySet().removeIf(secret -> !isNamed(secret));
        return read;
    }

    private boolean isNamed(ObjectKey secret) {
        return !groups.ownersOf(secret).isEmpty();
    }

    /** The groups that name a Secret. */
    public Set<GroupKey> groupsNaming(ObjectKey secret) {
        return groups.ownersOf(secret);
    }

    /** What the model may know of the Secrets that are there. */
    Map<ObjectKey, OidcSecret> byKey() {
        Map<ObjectKey, OidcSecret> copy = new HashMap<>();
        known.forEach((key, entry) -> copy.put(key, entry.secret()));
        return copy;
    }

    @Override
    public Optional<String> clientSecret(String secretRef) {
        int slash = secretRef.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.ofNullable(
                                known.get(new ObjectKey(secretRef.substring(0, slash), secretRef.substring(slash + 1))))
                        .map(Known::value)
                        .filter(value -> !value.isEmpty());
    }

    private void put(Secret object) {
        OidcSecret secret = SecretReader.read(object);
        @Nullable
        Known before = known.put(
                secret.key(),
                new Known(secret, SecretReader.clientSecret(object).orElse("")));
        if (before == null || !before.secret().equals(secret)) {
            listeners.forEach(listener -> listener.accept(secret.key()));
        }
    }

    private void remove(Secret object) {
        ObjectKey key = Metadata.key(object);
        if (known.remove(key) != null) {
            listeners.forEach(listener -> listener.accept(key));
        }
    }

    @Override
    public synchronized void close() {
        secrets.close();
        known.clear();
    }
}
