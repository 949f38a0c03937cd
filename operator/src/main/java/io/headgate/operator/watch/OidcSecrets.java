package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.operator.translate.Metadata;
import io.headgate.operator.translate.SecretReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Secrets with clients of OpenID Connect that groups name, each watched on its own, so that no other Secret of the cluster comes into
 * this process and the right to read them can be granted by name. The values leave it only towards the cloud. Safe for use by many
 * threads.
 */
public final class OidcSecrets implements ClientSecrets, AutoCloseable {

    /** A Secret that cannot be read counts as missing; it holds its group up for longer than this, once. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final @Nullable Label requiredLabel;
    private final ReferenceIndex<GroupKey, ObjectKey> groups = new ReferenceIndex<>();
    private final Map<ObjectKey, Followed> followed = new HashMap<>();
    private final Map<ObjectKey, Known> known = new ConcurrentHashMap<>();
    private final List<Consumer<ObjectKey>> listeners = new CopyOnWriteArrayList<>();

    /** @param requiredLabel only Secrets that carry it may be used; the others are not even read. Null: all that are named */
    public OidcSecrets(KubernetesClient client, @Nullable Label requiredLabel) {
        this.client = client;
        this.requiredLabel = requiredLabel;
    }

    /** A label with its value. */
    public record Label(String key, String value) {}

    private record Followed(SharedIndexInformer<Secret> watch, CompletableFuture<Void> ready) {}

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
        CompletableFuture.allOf(watching(group, named))
                .exceptionally(unreadable -> null)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private synchronized CompletableFuture<?>[] watching(GroupKey group, Set<ObjectKey> named) {
        groups.put(group, named);
        followed.entrySet().removeIf(entry -> {
            boolean obsolete = groups.ownersOf(entry.getKey()).isEmpty();
            if (obsolete) {
                entry.getValue().watch().stop();
                known.remove(entry.getKey());
            }
            return obsolete;
        });
        return named.stream()
                .map(secret -> followed.computeIfAbsent(secret, this::start).ready())
                .toArray(CompletableFuture<?>[]::new);
    }

    private Followed start(ObjectKey key) {
        var inNamespace = client.secrets().inNamespace(key.namespace());
        var labelled =
                requiredLabel == null ? inNamespace : inNamespace.withLabel(requiredLabel.key(), requiredLabel.value());
        SharedIndexInformer<Secret> watch = labelled.withField("metadata.name", key.name())
                .runnableInformer(0)
                .addEventHandler(new Handler())
                .exceptionHandler((running, failure) -> true);
        CompletableFuture<Void> ready = watch.start()
                .toCompletableFuture()
                .thenRun(() -> watch.getStore().list().forEach(this::put));
        return new Followed(watch, ready);
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
        followed.values().forEach(each -> each.watch().stop());
        followed.clear();
        known.clear();
    }

    private final class Handler implements ResourceEventHandler<Secret> {
        @Override
        public void onAdd(Secret secret) {
            put(secret);
        }

        @Override
        public void onUpdate(Secret before, Secret now) {
            put(now);
        }

        @Override
        public void onDelete(Secret secret, boolean finalStateUnknown) {
            remove(secret);
        }
    }
}
