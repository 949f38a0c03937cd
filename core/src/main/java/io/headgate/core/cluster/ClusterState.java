package io.headgate.core.cluster;

import java.util.List;
import java.util.Map;

/**
 * All objects that decide about Ingresses, as the API server (or a folder of manifests) said.
 *
 * @param namespaces labels by name of the namespace
 */
public record ClusterState(
        List<Ingress> ingresses,
        List<IngressClass> classes,
        Map<String, IngressClassParams> classParams,
        Map<String, Map<String, String>> namespaces,
        Map<ObjectKey, Service> services,
        Map<ObjectKey, OidcSecret> oidcSecrets) {

    public ClusterState {
        ingresses = List.copyOf(ingresses);
        classes = List.copyOf(classes);
        classParams = Map.copyOf(classParams);
        namespaces = Map.copyOf(namespaces);
        services = Map.copyOf(services);
        oidcSecrets = Map.copyOf(oidcSecrets);
    }
}
