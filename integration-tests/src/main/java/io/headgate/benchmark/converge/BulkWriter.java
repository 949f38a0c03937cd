package io.headgate.benchmark.converge;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Writes many objects to an API server, several at a time. */
final class BulkWriter {

    private static final int AT_ONCE = 32;

    private final KubernetesClient client;

    BulkWriter(KubernetesClient client) {
        this.client = client;
    }

    /** The client repeats what is not answered in time, so that an object may be there already. */
    void create(String collection, String json) {
        try {
            client.raw(collection, "POST", json);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    void replace(String object, String json) {
        client.raw(object, "PUT", json);
    }

    void delete(String object) {
        client.raw(object, "DELETE", "{}");
    }

    /**
     * Does that with each number below the given one.
     *
     * @throws IllegalStateException if one of them fails
     */
    static void each(int count, IntConsumer action) {
        Semaphore permits = new Semaphore(AT_ONCE);
        List<Future<?>> writes;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            writes = IntStream.range(0, count)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> {
                        permits.acquireUninterruptibly();
                        try {
                            action.accept(number);
                        } finally {
                            permits.release();
                        }
                    }))
                    .toList();
        }
        writes.stream()
                .filter(write -> write.state() == Future.State.FAILED)
                .findFirst()
                .ifPresent(write -> {
                    throw new IllegalStateException("an object could not be written", write.exceptionNow());
                });
    }
}
