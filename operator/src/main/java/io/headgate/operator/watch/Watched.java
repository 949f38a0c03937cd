package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.translate.Metadata;
import io.headgate.operator.wire.WireKind;
import io.headgate.operator.wire.WireObject;
import io.headgate.operator.wire.WireSink;
import io.headgate.operator.wire.WireSource;
import io.headgate.operator.wire.WireWatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects of one kind, each as the value that matters of it, and nothing else of it: what the API server sends is read as it comes in,
 * page by page, and dropped. A change that leaves the value as it is, such as the heartbeat of a node, is nobody's business and tells no
 * listener. Safe for use by many threads.
 *
 * @param <K> the kind as the API has it
 * @param <R> the value, compared by {@code equals}
 */
public final class Watched<K extends HasMetadata, R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    /** How many objects of a list are in memory at once as the API server has them. */
    private static final long PAGE = 500;

    private final Supplier<K> blank;
    private final Function<K, R> reader;
    private final BiFunction<K, R, ObjectKey> key;
    private final Map<ObjectKey, Entry<R>> entries = new ConcurrentHashMap<>();
    private final List<Listener<R>> listeners = new CopyOnWriteArrayList<>();
    /** One after the other, and away from the thread that reads from the API server: a listener that fails harms no watch. */
    private final ExecutorService telling = Executors.newSingleThreadExecutor(Thread.ofVirtual()
            .uncaughtExceptionHandler(
                    (thread, failure) -> LOG.atError().setCause(failure).log("A listener failed"))
            .factory());

    private @Nullable Source running;
    /** Guarded by what guards changes. */
    private @Nullable Map<ObjectKey, R> copy;

    /**
     * @param blank an object of the kind without anything in it
     * @param reader gives the value of an object
     */
    Watched(Supplier<K> blank, Function<K, R> reader) {
        this(blank, reader, (object, _) -> Metadata.key(object));
    }

    /** @param key the key that the value of an object has itself, so that it is not kept twice */
    Watched(Supplier<K> blank, Function<K, R> reader, Function<R, ObjectKey> key) {
        this(blank, reader, (_, value) -> key.apply(value));
    }

    private Watched(Supplier<K> blank, Function<K, R> reader, BiFunction<K, R, ObjectKey> key) {
        this.blank = blank;
        this.reader = reader;
        this.key = key;
    }

    /** Hears of changes, one at a time: it must not block. One of both values is there. */
    @FunctionalInterface
    public interface Listener<R> {
        void changed(@Nullable R before, @Nullable R now);
    }

    private record Entry<R>(long version, R value) {}

    /** What a watch of the compact encoding takes for its memory of objects. */
    private final class Sink implements WireSink<R> {

        @Override
        public void put(WireObject<R> object) {
            Watched.this.put(object.key(), object.version(), object.value());
        }

        @Override
        public void remove(ObjectKey key) {
            Watched.this.remove(key);
        }

        @Override
        public Set<ObjectKey> keys() {
            return entries.keySet();
        }
    }

    /**
     * What the informer takes for its memory of objects. It keeps none of them; names and versions are enough for it to tell what is gone
     * when it lists anew.
     */
    private final class Memory implements ItemStore<K> {

        @Override
        public String getKey(K object) {
            return Cache.metaNamespaceKeyFunc(object);
        }

        @Override
        public @Nullable K put(String key, K object) {
            K before = get(key);
            Watched.this.put(object);
            return before;
        }

        @Override
        public @Nullable K remove(String key) {
            K before = get(key);
            Watched.this.remove(parse(key));
            return before;
        }

        @Override
        public Stream<String> keySet() {
            return entries.keySet().stream().map(ObjectKey::toString);
        }

        @Override
        public Stream<K> values() {
            return entries.entrySet().stream().map(entry -> named(entry.getKey(), entry.getValue()));
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public @Nullable K get(String key) {
            ObjectKey parsed = parse(key);
            Entry<R> entry = entries.get(parsed);
            return entry == null ? null : named(parsed, entry);
        }

        @Override
        public boolean isFullState() {
            return false;
        }

        private K named(ObjectKey key, Entry<R> entry) {
            K object = blank.get();
            object.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(key.namespace().isEmpty() ? null : key.namespace())
                    .withName(key.name())
                    .withResourceVersion(Long.toString(entry.version()))
                    .build());
            return object;
        }

        private static ObjectKey parse(String key) {
            int slash = key.indexOf('/');
            return new ObjectKey(slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1));
        }
    }

    /** Begins to watch; the stage completes once all objects are there and the listeners heard of them. */
    CompletionStage<Void> start(Informable<K> source) {
        SharedIndexInformer<K> started = source.withLimit(PAGE).runnableInformer(0);
        running = new Source.Informer<>(started);
        started.removeNamespaceIndex().itemStore(new Memory()).exceptionHandler((running, failure) -> running);
        return started.start().thenCompose(_ -> CompletableFuture.runAsync(() -> {}, telling));
    }

    /** The same, for a kind of which there may be very many objects. */
    CompletionStage<Void> start(WireSource source, WireKind<R> kind) {
        WireWatch<R> watch = new WireWatch<>(source, kind, new Sink());
        running = new Source.Wire(watch);
        return watch.start().thenCompose(_ -> CompletableFuture.runAsync(() -> {}, telling));
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

    public int size() {
        return entries.size();
    }

    /** All of them as they are now by key; made anew only after a change. */
    public Map<ObjectKey, R> byKey() {
        synchronized (telling) {
            Map<ObjectKey, R> present = copy;
            if (present == null) {
                Map<ObjectKey, R> made = HashMap.newHashMap(entries.size());
                entries.forEach((key, entry) -> made.put(key, entry.value()));
                present = Map.copyOf(made);
                copy = present;
            }
            return present;
        }
    }

    /** Takes what the API server answered to a write, so that the next read sees it even before the watch does. */
    public void written(K object) {
        put(object);
    }

    /**
     * Takes what the API server listed just now, past the watch.
     *
     * @param version resource version of the list; what is newer stays as it is
     * @param scope which of the known values the list would have, were they there
     * @return whether anything was not as the watch had told it
     */
    public boolean listed(Collection<K> objects, String version, Predicate<R> scope) {
        boolean missed = objects.stream().anyMatch(object -> asNewAs(object).isEmpty());
        objects.forEach(this::put);
        return removed(objects.stream().map(Metadata::key).collect(Collectors.toSet()), version, scope) || missed;
    }

    /** Forgets what a list does not have any more: all values of the scope but those of the given keys. */
    private boolean removed(Set<ObjectKey> present, String version, Predicate<R> scope) {
        long asOf = Long.parseLong(version);
        List<ObjectKey> gone = entries.entrySet().stream()
                .filter(entry -> !present.contains(entry.getKey())
                        && entry.getValue().version() <= asOf
                        && scope.test(entry.getValue().value()))
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(this::remove);
        return !gone.isEmpty();
    }

    boolean healthy() {
        Source present = running;
        return present != null && present.healthy();
    }

    @Override
    public void close() {
        Source present = running;
        if (present != null) {
            present.stop();
        }
        telling.shutdown();
    }

    /** An older version than the one that is there changes nothing. */
    private void put(K object) {
        R value = reader.apply(object);
        put(key.apply(object, value), version(object), value);
    }

    private void put(ObjectKey called, long version, R value) {
        synchronized (telling) {
            Entry<R> before = entries.get(called);
            if (before == null || before.version() < version) {
                R former = before == null ? null : before.value();
                entries.put(called, new Entry<>(version, former != null && former.equals(value) ? former : value));
                tell(former, value);
            }
        }
    }

    private void remove(ObjectKey key) {
        synchronized (telling) {
            Entry<R> removed = entries.remove(key);
            if (removed != null) {
                tell(removed.value(), null);
            }
        }
    }

    /** Listeners hear of a change once it can be read, and of all changes in their order. */
    private void tell(@Nullable R before, @Nullable R now) {
        boolean changed = before == null || !before.equals(now);
        if (changed) {
            copy = null;
        }
        if (changed && !telling.isShutdown()) {
            telling.execute(() -> listeners.forEach(listener -> listener.changed(before, now)));
        }
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
