package io.headgate.operator.proxyclass;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.core.cluster.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches the Secrets that Ingresses name, one by one, so that no other Secret of the cluster comes into this process. Used by one
 * thread.
 */
final class ReferencedSecrets implements AutoCloseable {

    /** A Secret that cannot be read counts as missing; it holds nobody up for longer than this, once. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final Runnable changed;
    private final Map<ObjectKey, SharedIndexInformer<Secret>> watches = new HashMap<>();

    /** @param changed called on the client's threads */
    ReferencedSecrets(KubernetesClient client, Runnable changed) {
        this.client = client;
        this.changed = changed;
    }

    /** Watches these and no others from now on, and gives those that are there. */
    Map<ObjectKey, Secret> follow(Set<ObjectKey> wanted) {
        watches.entrySet().removeIf(entry -> {
            boolean obsolete = !wanted.contains(entry.getKey());
            if (obsolete) {
                entry.getValue().stop();
            }
            return obsolete;
        });
        List<CompletableFuture<Void>> starting = new ArrayList<>();
        wanted.forEach(secret -> watches.computeIfAbsent(secret, key -> start(key, starting)));
        CompletableFuture.allOf(starting.toArray(CompletableFuture<?>[]::new))
                .exceptionally(unreadable -> null)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Map<ObjectKey, Secret> present = new HashMap<>();
        watches.forEach((key, watch) -> watch.getStore().list().forEach(secret -> present.put(key, secret)));
        return present;
    }

    private SharedIndexInformer<Secret> start(ObjectKey key, List<CompletableFuture<Void>> starting) {
        SharedIndexInformer<Secret> watch = client.secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .runnableInformer(0)
                .addEventHandler(new Handler())
                .exceptionHandler((running, failure) -> true);
        starting.add(watch.start().toCompletableFuture());
        return watch;
    }

    @Override
    public void close() {
        watches.values().forEach(SharedIndexInformer::stop);
    }

    private final class Handler implements ResourceEventHandler<Secret> {
        @Override
        public void onAdd(Secret secret) {
            changed.run();
        }

        @Override
        public void onUpdate(Secret before, Secret now) {
            changed.run();
        }

        @Override
        public void onDelete(Secret secret, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
