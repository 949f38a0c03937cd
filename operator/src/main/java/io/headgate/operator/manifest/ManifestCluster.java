package io.headgate.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import io.headgate.operator.translate.ClassReader;
import io.headgate.operator.translate.EndpointReader;
import io.headgate.operator.translate.IngressReader;
import io.headgate.operator.translate.SecretReader;
import io.headgate.operator.translate.ServiceReader;
import io.headgate.operator.translate.WorkloadReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster would hold after the manifests were applied: with the defaults that the API server fills in. Of two objects with the
 * same name the last one counts.
 */
public record ManifestCluster(
        ClusterState state, List<EndpointSlice> slices, Map<ObjectKey, Pod> pods, Map<String, Node> nodes) {

    public ManifestCluster {
        slices = List.copyOf(slices);
        pods = Map.copyOf(pods);
        nodes = Map.copyOf(nodes);
    }

    public static ManifestCluster of(Manifests manifests) {
        Map<String, IngressClass> classes = byKey(
                manifests,
                io.fabric8.kubernetes.api.model.networking.v1.IngressClass.class,
                ClassReader::read,
                IngressClass::name);
        Map<ObjectKey, Ingress> ingresses = byKey(
                manifests,
                io.fabric8.kubernetes.api.model.networking.v1.Ingress.class,
                object -> ApiServerDefaults.withClass(IngressReader.read(object), classes.values()),
                Ingress::key);
        Map<ObjectKey, Service> services =
                byKey(manifests, io.fabric8.kubernetes.api.model.Service.class, ServiceReader::read, Service::key);
        return new ManifestCluster(
                new ClusterState(
                        List.copyOf(ingresses.values()),
                        List.copyOf(classes.values()),
                        byKey(
                                manifests,
                                io.headgate.crds.elbv2.IngressClassParams.class,
                                ClassReader::read,
                                IngressClassParams::name),
                        namespaces(manifests),
                        ApiServerDefaults.withNodePorts(services),
                        byKey(manifests, Secret.class, SecretReader::read, OidcSecret::key)),
                List.copyOf(byKey(
                                manifests,
                                io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice.class,
                                EndpointReader::read,
                                EndpointSlice::key)
                        .values()),
                byKey(manifests, io.fabric8.kubernetes.api.model.Pod.class, WorkloadReader::read, Pod::key),
                byKey(manifests, io.fabric8.kubernetes.api.model.Node.class, WorkloadReader::read, Node::name));
    }

    /** What is left for who sees one namespace only; everything if it is null or empty. */
    public ManifestCluster within(@Nullable String namespace) {
        if (namespace == null || namespace.isEmpty()) {
            return this;
        }
        List<Ingress> ingresses = state.ingresses().stream()
                .filter(ingress -> ingress.key().namespace().equals(namespace))
                .toList();
        return with(new ClusterState(
                ingresses,
                state.classes(),
                state.classParams(),
                state.namespaces(),
                state.services(),
                state.oidcSecrets()));
    }

    /** The same with other objects that decide about Ingresses. */
    public ManifestCluster with(ClusterState replacement) {
        return new ManifestCluster(replacement, slices, pods, nodes);
    }

    private static Map<String, Map<String, String>> namespaces(Manifests manifests) {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        Stream.concat(Stream.of("default"), manifests.objects().stream().flatMap(ManifestCluster::namespaceOf))
                .forEach(name -> labels.put(name, Map.of(ApiServerDefaults.NAMESPACE_NAME_LABEL, name)));
        for (Namespace namespace : manifests.ofType(Namespace.class)) {
            Map<String, String> own = new LinkedHashMap<>();
            if (namespace.getMetadata().getLabels() != null) {
                own.putAll(namespace.getMetadata().getLabels());
            }
            String name = namespace.getMetadata().getName();
            own.put(ApiServerDefaults.NAMESPACE_NAME_LABEL, name);
            labels.put(name, own);
        }
        return labels;
    }

    private static Stream<String> namespaceOf(HasMetadata object) {
        return Stream.ofNullable(object.getMetadata().getNamespace());
    }

    private static <T, K, V> Map<K, V> byKey(
            Manifests manifests, Class<T> type, Function<T, V> reader, Function<V, K> key) {
        Map<K, V> read = new LinkedHashMap<>();
        manifests.ofType(type).stream().map(reader).forEach(value -> read.put(key.apply(value), value));
        return read;
    }
}
