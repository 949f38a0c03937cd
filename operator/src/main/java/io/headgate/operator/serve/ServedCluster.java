package io.headgate.operator.serve;

import io.fabric8.kubernetes.api.model.Secret;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.translate.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the proxy needs to know of a cluster, be it one that runs or a folder of manifests.
 *
 * @param slices by their Service
 * @param nodes by name
 * @param secrets those with certificates of TLS hosts, at least
 */
public record ServedCluster(
        ClusterState state,
        Map<ObjectKey, List<EndpointSlice>> slices,
        Map<ObjectKey, Pod> pods,
        Map<String, Node> nodes,
        Map<ObjectKey, Secret> secrets) {

    public ServedCluster {
        slices = Map.copyOf(slices);
        pods = Map.copyOf(pods);
        nodes = Map.copyOf(nodes);
        secrets = Map.copyOf(secrets);
    }

    static ServedCluster of(Manifests manifests) {
        ManifestCluster cluster = ManifestCluster.of(manifests);
        Map<ObjectKey, Secret> secrets = new LinkedHashMap<>();
        manifests.ofType(Secret.class).forEach(secret -> secrets.put(Metadata.key(secret), secret));
        return new ServedCluster(
                cluster.state(),
                cluster.slices().stream().collect(Collectors.groupingBy(EndpointSlice::service)),
                cluster.pods(),
                cluster.nodes(),
                secrets);
    }

    ServedCluster withState(ClusterState other) {
        return new ServedCluster(other, slices, pods, nodes, secrets);
    }
}
