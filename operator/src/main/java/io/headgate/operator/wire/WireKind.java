package io.headgate.operator.wire;

import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of objects and how they are read.
 *
 * @param <R> what matters of an object
 */
public final class WireKind<R> {

    private final String root;
    private final String plural;
    private final BiFunction<Metadata, Message, R> reader;
    private final Function<R, ObjectKey> key;

    private WireKind(String root, String plural, BiFunction<Metadata, Message, R> reader, Function<R, ObjectKey> key) {
        this.root = root;
        this.plural = plural;
        this.reader = reader;
        this.key = key;
    }

    public static WireKind<Pod> pods() {
        return new WireKind<>("api/v1", "pods", Pods::read, Pod::key);
    }

    public static WireKind<Service> services() {
        return new WireKind<>("api/v1", "services", Services::read, Service::key);
    }

    public static WireKind<EndpointSlice> slices() {
        return new WireKind<>("apis/discovery.k8s.io/v1", "endpointslices", Slices::read, EndpointSlice::key);
    }

    /** The same, where each value becomes another one at once. */
    public WireKind<R> with(UnaryOperator<R> change) {
        return new WireKind<>(root, plural, (metadata, object) -> change.apply(reader.apply(metadata, object)), key);
    }

    /** @param namespace null for all */
    String path(@Nullable String namespace) {
        return root + (namespace == null ? "/" : "/namespaces/" + namespace + "/") + plural;
    }

    /** All kinds have their metadata in the first field. */
    WireObject<R> read(Message object) {
        Metadata metadata = object.next() && object.field() == 1 ? Metadata.read(object.message()) : Metadata.NONE;
        R value = reader.apply(metadata, object);
        return new WireObject<>(key.apply(value), metadata.version(), value);
    }

    @Override
    public String toString() {
        return plural;
    }
}
