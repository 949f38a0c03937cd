package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.core.cluster.ObjectKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches Secrets by name, each on its own, so that no other Secret of the cluster comes into this process and the right to read them can
 * be granted by name. Safe for use by many threads.
 */
public final class NamedSecrets implements AutoCloseable {

    /** A Secret that cannot be read counts as missing; it holds nobody up for longer than this, once. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final @Nullable Label requiredLabel;
    private final ObjectHandler<Secret> handler;
    private final Map<ObjectKey, Followed> followed = new HashMap<>();

    /**
     * @param requiredLabel Secrets without it are not even read; null: all that are named are
     * @param present takes each Secret when it is read first, perhaps twice, and when it changes; on a thread of the client
     * @param gone takes each Secret that was deleted, likewise
     */
    public NamedSecrets(
            KubernetesClient client, @Nullable Label requiredLabel, Consumer<Secret> present, Consumer<Secret> gone) {
        this.client = client;
        this.requiredLabel = requiredLabel;
        this.handler = new ObjectHandler<>(present, gone);
    }

    /** A label with its value. */
    public record Label(String key, String value) {}

    private record Followed(SharedIndexInformer<Secret> watch, CompletableFuture<Void> read) {}

    /**
     * Watches these too from now on, and no longer those that nobody names any more.
     *
     * @param stillNamed whether a Secret that was watched before is to be watched on
     * @return ends, never with a failure, once these were read or are known to be unreadable
     */
    public synchronized CompletableFuture<Void> follow(Set<ObjectKey> named, Predicate<ObjectKey> stillNamed) {
        followed.entrySet().removeIf(entry -> {
            boolean obsolete = !stillNamed.test(entry.getKey());
            if (obsolete) {
                entry.getValue().watch().stop();
            }
            return obsolete;
        });
        return CompletableFuture.allOf(named.stream()
                .map(secret -> followed.computeIfAbsent(secret, this::start).read())
                .toArray(CompletableFuture<?>[]::new));
    }

    private Followed start(ObjectKey key) {
        var inNamespace = client.secrets().inNamespace(key.namespace());
        var labelled =
                requiredLabel == null ? inNamespace : inNamespace.withLabel(requiredLabel.key(), requiredLabel.value());
        SharedIndexInformer<Secret> watch = labelled.withField("metadata.name", key.name())
                .runnableInformer(0)
                .addEventHandler(handler)
                .exceptionHandler((running, failure) -> true);
        CompletableFuture<Void> read = watch.start()
                .toCompletableFuture()
                .thenRun(() -> watch.getStore().list().forEach(handler::onAdd))
                .exceptionally(_ -> null)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return new Followed(watch, read);
    }

    /** Those that are there. */
    public synchronized Map<ObjectKey, Secret> present() {
        Map<ObjectKey, Secret> present = new HashMap<>();
        followed.forEach((key, each) -> each.watch().getStore().list().forEach(secret -> present.put(key, secret)));
        return present;
    }

    @Override
    public synchronized void close() {
        followed.values().forEach(each -> each.watch().stop());
        followed.clear();
    }
}
