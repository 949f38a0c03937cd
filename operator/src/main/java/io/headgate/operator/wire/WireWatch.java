package io.headgate.operator.wire;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ObjectKey;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the objects of a kind and watches them from there on, for as long as it is not closed: a watch that ends is begun anew, one that
 * is too far behind after another list. Safe for use by many threads.
 */
public final class WireWatch<R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WireWatch.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /** The API server sends a bookmark about every minute, so that a connection without any sign of life is none. */
    private static final long LOOK_SECONDS = 20;

    private static final int SILENT_LOOKS = 8;

    private final WireSource source;
    private final WireKind<R> kind;
    private final WireSink<R> sink;
    private final CompletableFuture<Void> listed = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean watching;
    private @Nullable String version;

    public WireWatch(WireSource source, WireKind<R> kind, WireSink<R> sink) {
        this.source = source;
        this.kind = kind;
        this.sink = sink;
    }

    /**
     * Begins; the stage completes once all objects were listed, or with a {@link KubernetesClientException} if they could not be, after
     * which nothing is watched.
     */
    public CompletionStage<Void> start() {
        Thread.ofVirtual().name("watch-" + kind).start(this::run);
        return listed;
    }

    /** Whether changes come in. */
    public boolean healthy() {
        return watching;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            listAndWatch();
        } finally {
            // Whatever ended it: who asks must not be told that changes come in.
            watching = false;
            listed.completeExceptionally(new KubernetesClientException("the watch of " + kind + " ended"));
        }
    }

    private void listAndWatch() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!isClosed()) {
            try {
                if (version == null) {
                    version = list();
                    listed.complete(null);
                }
                watch();
                pause = FIRST_PAUSE_MILLIS;
            } catch (KubernetesClientException | IOException | MalformedMessageException failed) {
                watching = false;
                if (!listed.isDone()) {
                    listed.completeExceptionally(failed);
                    return;
                }
                if (isGone(failed)) {
                    version = null;
                }
                LOG.atWarn().addKeyValue("kind", kind).setCause(failed).log("A watch failed and begins anew");
                rest(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static boolean isGone(Exception failed) {
        return failed instanceof KubernetesClientException refused && refused.getCode() == HttpURLConnection.HTTP_GONE;
    }

    private void rest(long millis) {
        try {
            boolean _ = closed.await(millis + ThreadLocalRandom.current().nextLong(millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Gives the version from which on to watch. */
    private String list() throws IOException {
        Set<ObjectKey> gone = new HashSet<>(sink.keys());
        String listedAt;
        try (InputStream body = source.list(kind)) {
            listedAt = new WireInput(body).list(item -> {
                WireObject<R> object = kind.read(item);
                gone.remove(object.key());
                sink.put(object);
            });
        }
        gone.forEach(sink::remove);
        return listedAt;
    }

    private void watch() throws IOException {
        try (InputStream body = source.watch(kind, version == null ? "" : version)) {
            AtomicInteger silent = new AtomicInteger();
            Thread guard = Thread.ofVirtual().start(() -> guard(body, silent));
            try {
                watching = true;
                WireInput input = new WireInput(body);
                while (!isClosed()) {
                    WireInput.Event event = input.event();
                    silent.set(0);
                    take(event);
                }
            } catch (EOFException ended) {
                // As the API server ends each watch after some minutes.
            } finally {
                guard.interrupt();
            }
        } catch (IOException failed) {
            if (!isClosed()) {
                throw failed;
            }
        }
    }

    private void guard(InputStream body, AtomicInteger silent) {
        try {
            boolean ended = false;
            while (!ended && silent.incrementAndGet() <= SILENT_LOOKS) {
                ended = closed.await(LOOK_SECONDS, TimeUnit.SECONDS);
            }
            body.close();
        } catch (InterruptedException _) {
            // The watch ended by itself.
        } catch (IOException failed) {
            LOG.atDebug().setCause(failed).log("A watch could not be ended");
        }
    }

    private void take(WireInput.Event event) {
        switch (event.type()) {
            case "ADDED", "MODIFIED" -> {
                WireObject<R> object = kind.read(event.object());
                sink.put(object);
                version = Long.toString(object.version());
            }
            case "DELETED" -> {
                WireObject<R> object = kind.read(event.object());
                sink.remove(object.key());
                version = Long.toString(object.version());
            }
            case "BOOKMARK" -> version = Long.toString(kind.read(event.object()).version());
            case "ERROR" -> throw WireStatus.read(event.object());
            default -> LOG.atDebug().addKeyValue("type", event.type()).log("An event of an unknown type");
        }
    }
}
