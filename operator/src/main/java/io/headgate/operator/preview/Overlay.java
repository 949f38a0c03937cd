package io.headgate.operator.preview;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cluster as it would be after files were applied to it. An object of the files replaces the one that is there, but keeps what the API
 * server gave it: identity, finalizers, node ports and address families. Nothing is removed: what the files do not name stays.
 */
final class Overlay {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Overlay() {}

    static ClusterState of(ClusterState live, ClusterState files) {
        return new ClusterState(
                List.copyOf(merged(
                                byKey(live.ingresses(), Ingress::key),
                                byKey(files.ingresses(), Ingress::key),
                                Overlay::ingress)
                        .values()),
                List.copyOf(merged(
                                byKey(live.classes(), IngressClass::name),
                                byKey(files.classes(), IngressClass::name),
                                (there, file) -> file)
                        .values()),
                merged(live.classParams(), files.classParams(), (there, file) -> file),
                merged(live.namespaces(), files.namespaces(), Overlay::labels),
                merged(live.services(), files.services(), Overlay::service),
                merged(live.oidcSecrets(), files.oidcSecrets(), (there, file) -> file));
    }

    /** The files alone, but with what the API server gave to those of their Services that are there. */
    static ClusterState replacing(ClusterState live, ClusterState files) {
        Map<ObjectKey, Service> services = new LinkedHashMap<>(files.services());
        services.replaceAll((key, file) -> {
            Service there = live.services().get(key);
            return there == null ? file : service(there, file);
        });
        return new ClusterState(
                files.ingresses(),
                files.classes(),
                files.classParams(),
                files.namespaces(),
                services,
                files.oidcSecrets());
    }

    private static <K, V> Map<K, V> merged(Map<K, V> live, Map<K, V> files, BinaryOperator<V> replace) {
        Map<K, V> all = new LinkedHashMap<>(live);
        files.forEach((key, file) -> all.merge(key, file, replace));
        return all;
    }

    private static <K, V> Map<K, V> byKey(Collection<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, value -> value, (a, b) -> b, LinkedHashMap::new));
    }

    private static Ingress ingress(Ingress there, Ingress file) {
        return new Ingress(
                file.key(),
                there.uid(),
                there.generation(),
                annotations(there.annotations(), file.annotations()),
                there.finalizers(),
                there.deleting(),
                file.ingressClassName(),
                file.defaultBackend(),
                file.rules(),
                file.tls());
    }

    private static Service service(Service there, Service file) {
        return new Service(
                file.key(),
                there.uid(),
                annotations(there.annotations(), file.annotations()),
                file.type(),
                file.ipFamilies().isEmpty() ? there.ipFamilies() : file.ipFamilies(),
                file.ports().stream().map(port -> port(there, port)).toList(),
                file.selector());
    }

    /** Who applies a Service again keeps its node ports. */
    private static Service.Port port(Service there, Service.Port file) {
        Service.Port before = there.port(new PortRef.ByNumber(file.port()));
        return before == null || before.nodePort() == 0 || !there.type().equals("NodePort")
                ? file
                : new Service.Port(file.name(), file.port(), file.targetPort(), before.nodePort(), file.protocol());
    }

    /** What kubectl notes of its own is no change. */
    private static Map<String, String> annotations(Map<String, String> there, Map<String, String> file) {
        Map<String, String> all = new LinkedHashMap<>(file);
        String noted = there.get(LAST_APPLIED);
        if (noted != null) {
            all.put(LAST_APPLIED, noted);
        }
        return all;
    }

    /** A namespace that the files only mention has no labels in them. */
    private static Map<String, String> labels(Map<String, String> there, Map<String, String> file) {
        Map<String, String> all = new LinkedHashMap<>(there);
        all.putAll(file);
        return all;
    }
}
