package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.Service;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.TargetInputs;
import io.headgate.operator.dev.backend.Backends;
import io.headgate.operator.dev.backend.Workload;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.translate.EndpointReader;
import io.headgate.operator.translate.Metadata;
import io.headgate.operator.translate.WorkloadReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a cluster would hold after the manifests were applied, backends included. Not safe for use by many threads. */
final class FileCluster {

    private final DevAccount account;
    private final Backends backends;
    private final Consumer<String> complaints;
    private final Map<String, Node> nodes;
    private final Map<ObjectKey, Served> served = new HashMap<>();
    private Map<ObjectKey, io.headgate.core.cluster.Service> services = Map.of();

    /** @param complaints hears of Services that cannot be served; all others are */
    FileCluster(DevAccount account, Backends backends, Consumer<String> complaints) {
        this.account = account;
        this.backends = backends;
        this.complaints = complaints;
        this.nodes = account.nodes().stream()
                .map(node -> WorkloadReader.read(ClusterObjects.node(node)))
                .collect(Collectors.toMap(Node::name, Function.identity()));
    }

    /** A Service with a backend, and what speaks of that backend in the cluster. */
    private record Served(
            io.headgate.core.cluster.Service service, EndpointSlice endpoints, Map<ObjectKey, Pod> pods) {}

    /** Starts and stops backends so that they are those of the manifests, and gives what decides about Ingresses. */
    ClusterState apply(Manifests manifests) {
        List<Service> files = manifests.ofType(Service.class);
        files.forEach(FileCluster::assignUid);
        ClusterState state = ManifestCluster.of(manifests).state();
        services = state.services();
        Set.copyOf(served.keySet()).stream()
                .filter(key -> !services.containsKey(key))
                .forEach(this::stop);
        for (Service file : files) {
            serve(file);
        }
        return state;
    }

    Map<String, Node> nodes() {
        return nodes;
    }

    TargetInputs inputs(TargetGroupBinding binding) {
        ObjectKey service = new ObjectKey(binding.key().namespace(), binding.serviceName());
        Served backend = served.get(service);
        return new TargetInputs(
                binding,
                services.get(service),
                backend == null ? List.of() : List.of(backend.endpoints()),
                backend == null ? Map.of() : backend.pods(),
                nodes,
                account.vpcCidrs());
    }

    private void serve(Service file) {
        ObjectKey key = Metadata.key(file);
        io.headgate.core.cluster.Service service = services.get(key);
        Served before = served.get(key);
        if (service == null || (before != null && before.service().equals(service))) {
            return;
        }
        stop(key);
        if (LocalCluster.hasSelector(file)) {
            start(file, service);
        }
    }

    private void start(Service file, io.headgate.core.cluster.Service service) {
        try {
            Workload workload = backends.start(service);
            served.put(
                    service.key(),
                    new Served(
                            service,
                            EndpointReader.read(ClusterObjects.endpointSlice(file, workload)),
                            workload.replicas().stream()
                                    .map(replica -> WorkloadReader.read(ClusterObjects.pod(file, workload, replica)))
                                    .collect(Collectors.toMap(Pod::key, Function.identity()))));
        } catch (IOException e) {
            complaints.accept(e.getMessage());
        }
    }

    private void stop(ObjectKey service) {
        backends.stop(service);
        served.remove(service);
    }

    /** Names of target groups tell Services apart by their UIDs, which files do not have. */
    private static void assignUid(Service service) {
        byte[] key = Metadata.key(service).toString().getBytes(StandardCharsets.UTF_8);
        service.getMetadata().setUid(UUID.nameUUIDFromBytes(key).toString());
    }
}
