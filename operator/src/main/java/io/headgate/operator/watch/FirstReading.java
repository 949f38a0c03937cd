package io.headgate.operator.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The lists that {@link ClusterView#begin} asked for, as they come in. Safe for use by many threads. */
public final class FirstReading {

    private final KubernetesClient client;
    private CompletableFuture<Void> all;

    private FirstReading(KubernetesClient client, CompletableFuture<Void> all) {
        this.client = client;
        this.all = all;
    }

    static FirstReading of(KubernetesClient client, List<CompletionStage<Void>> lists) {
        return new FirstReading(
                client,
                CompletableFuture.allOf(
                        lists.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new)));
    }

    /** Runs that once all is there; whoever waits from now on waits for it too. */
    public synchronized void afterwards(Runnable action) {
        all = all.thenRun(action);
    }

    /**
     * Waits until all is there.
     *
     * @throws KubernetesClientException if the API server cannot be reached or refuses to list
     */
    public void await() {
        try {
            all().join();
        } catch (CompletionException failed) {
            throw new KubernetesClientException(
                    "the API server at " + client.getMasterUrl() + " cannot be reached, or refuses to list: "
                            + failed.getMessage(),
                    failed);
        }
    }

    private synchronized CompletableFuture<Void> all() {
        return all;
    }
}
