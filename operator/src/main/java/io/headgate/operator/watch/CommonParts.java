package io.headgate.operator.watch;

import io.headgate.core.cluster.ConditionStatus;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What very many objects have in common is kept once: names of namespaces and nodes, conditions, ports. Parts that no object has any more
 * are forgotten. Of pods only that is kept which decides about targets. Safe for use by many threads.
 */
final class CommonParts {

    private static final String CONTAINERS_READY = "ContainersReady";

    private final Map<Object, WeakReference<Object>> known = new WeakHashMap<>();

    /** The pod without its labels, which nobody asks for, and without conditions that are of no gate of it and not of its containers. */
    Pod shared(Pod pod) {
        Map<String, ConditionStatus> conditions = new HashMap<>();
        pod.conditions().forEach((type, status) -> {
            if (type.equals(CONTAINERS_READY) || pod.readinessGates().contains(type)) {
                conditions.put(type, status);
            }
        });
        return new Pod(
                shared(pod.key()),
                pod.uid(),
                Map.of(),
                one(pod.nodeName()),
                pod.ips(),
                one(Map.copyOf(conditions)),
                one(pod.readinessGates()),
                pod.deleting(),
                pod.created(),
                pod.ownInterface());
    }

    /** @param pods those that are known; an endpoint shares the name and the address of its Pod */
    EndpointSlice shared(EndpointSlice slice, Function<ObjectKey, Optional<Pod>> pods) {
        ObjectKey key = shared(slice.key());
        return new EndpointSlice(
                key,
                new ObjectKey(key.namespace(), slice.service().name()),
                one(slice.addressType()),
                slice.endpoints().stream()
                        .map(endpoint -> shared(endpoint, pods))
                        .toList(),
                one(slice.ports()));
    }

    private EndpointSlice.Endpoint shared(EndpointSlice.Endpoint endpoint, Function<ObjectKey, Optional<Pod>> pods) {
        ObjectKey key = endpoint.pod();
        Pod pod = key == null ? null : pods.apply(key).orElse(null);
        return new EndpointSlice.Endpoint(
                pod != null && pod.ips().equals(endpoint.addresses()) ? pod.ips() : endpoint.addresses(),
                endpoint.ready(),
                endpoint.serving(),
                endpoint.terminating(),
                oneOrNull(endpoint.nodeName()),
                pod != null ? pod.key() : key == null ? null : shared(key));
    }

    Service shared(Service service) {
        return new Service(
                shared(service.key()),
                service.uid(),
                service.annotations(),
                one(service.type()),
                one(service.ipFamilies()),
                one(service.ports()),
                service.selector());
    }

    private ObjectKey shared(ObjectKey key) {
        return new ObjectKey(one(key.namespace()), key.name());
    }

    private @Nullable String oneOrNull(@Nullable String text) {
        return text == null ? null : one(text);
    }

    private synchronized String one(String text) {
        return (String) same(text);
    }

    private synchronized <T> List<T> one(List<T> list) {
        @SuppressWarnings("unchecked") // what is equal to an immutable list of these is one of these
        List<T> same = (List<T>) same(list);
        return same;
    }

    private synchronized <K, V> Map<K, V> one(Map<K, V> map) {
        @SuppressWarnings("unchecked") // likewise
        Map<K, V> same = (Map<K, V>) same(map);
        return same;
    }

    private Object same(Object part) {
        WeakReference<Object> reference = known.get(part);
        Object present = reference == null ? null : reference.get();
        if (present != null) {
            return present;
        }
        known.put(part, new WeakReference<>(part));
        return part;
    }
}
