package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.translate.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, each as the value that matters of it. A change that leaves the value as it is, such as the heartbeat of a
 * node, is nobody's business and tells no listener. Safe for use by many threads.
 *
 * @param <K> the kind as the API has it
 * @param <R> the value, compared by {@code equals}
 */
public final class Watched<K extends HasMetadata, R> implements AutoCloseable {

    private final Function<K, R> reader;
    private final Map<ObjectKey, Entry<R>> entries = new ConcurrentHashMap<>();
    private final List<Listener<R>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable SharedIndexInformer<K> informer;

    Watched(Function<K, R> reader) {
        this.reader = reader;
    }

    /** Hears of changes, on the informer's thread: it must not block. One of both values is there. */
    @FunctionalInterface
    public interface Listener<R> {
        void changed(@Nullable R before, @Nullable R now);
    }

    private record Entry<R>(long version, R value) {}

    /** Begins to watch; the stage completes once all objects are there. */
    CompletionStage<Void> start(Informable<K> source) {
        SharedIndexInformer<K> started = source.runnableInformer(0);
        informer = started;
        started.removeNamespaceIndex()
                .addEventHandler(new ObjectHandler<>(this::put, this::remove))
                .exceptionHandler((running, failure) -> running);
        return started.start().thenRun(() -> started.getStore().list().forEach(this::put));
    }

    public void listen(Listener<R> listener) {
        listeners.add(listener);
    }

    public Optional<R> get(ObjectKey key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /**
     * The value of an object that a reconciler was handed; empty if the view is behind it, for the pass came before the view. Such a pass
     * decides nothing.
     */
    public Optional<R> asNewAs(K object) {
        return Optional.ofNullable(entries.get(Metadata.key(object)))
                .filter(entry -> entry.version() >= version(object))
                .map(Entry::value);
    }

    public Collection<R> all() {
        return entries.values().stream().map(Entry::value).toList();
    }

    /** A copy by key. */
    public Map<ObjectKey, R> byKey() {
        Map<ObjectKey, R> copy = new ConcurrentHashMap<>();
        entries.forEach((key, entry) -> copy.put(key, entry.value()));
        return copy;
    }

    /** Takes what the API server answered to a write, so that the next read sees it even before the watch does. */
    public void written(K object) {
        put(object);
    }

    boolean healthy() {
        SharedIndexInformer<K> running = informer;
        return running != null && running.isRunning() && running.isWatching();
    }

    @Override
    public void close() {
        SharedIndexInformer<K> running = informer;
        if (running != null) {
            running.stop();
        }
    }

    private void put(K object) {
        long version = version(object);
        List<R> before = new ArrayList<>(1);
        R value = reader.apply(object);
        Entry<R> stored = entries.compute(Metadata.key(object), (key, present) -> {
            if (present != null && present.version() >= version) {
                before.add(present.value());
                return present;
            }
            if (present != null) {
                before.add(present.value());
            }
            return new Entry<>(version, value);
        });
        tell(before.isEmpty() ? null : before.getFirst(), stored.value());
    }

    private void remove(K object) {
        Entry<R> removed = entries.remove(Metadata.key(object));
        if (removed != null) {
            tell(removed.value(), null);
        }
    }

    private void tell(@Nullable R before, @Nullable R now) {
        if (before == null || !before.equals(now)) {
            listeners.forEach(listener -> listener.changed(before, now));
        }
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
