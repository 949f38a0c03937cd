package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.TargetInputs;
import io.headgate.operator.dev.backend.Backends;
import io.headgate.operator.dev.backend.Workload;
import io.headgate.operator.translate.ClassReader;
import io.headgate.operator.translate.EndpointReader;
import io.headgate.operator.translate.IngressReader;
import io.headgate.operator.translate.ServiceReader;
import io.headgate.operator.translate.WorkloadReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a cluster would hold after the manifests were applied, backends included. Not safe for use by many threads. */
final class FileCluster {

    private static final int FIRST_NODE_PORT = 30500;

    private final DevAccount account;
    private final Backends backends;
    private final Map<ObjectKey, io.headgate.core.cluster.Service> served = new HashMap<>();
    private final Map<ObjectKey, EndpointSlice> slices = new HashMap<>();
    private final Map<ObjectKey, Pod> pods = new HashMap<>();
    private final Map<String, Node> nodes;

    FileCluster(DevAccount account, Backends backends) {
        this.account = account;
        this.backends = backends;
        this.nodes = account.nodes().stream()
                .map(node -> WorkloadReader.read(ClusterObjects.node(node)))
                .collect(Collectors.toMap(Node::name, Function.identity()));
    }

    /** Starts and stops backends so that they are those of the manifests, and gives what decides about Ingresses. */
    ClusterState apply(Manifests manifests) throws IOException {
        List<Service> services = manifests.ofType(Service.class);
        assignNodePorts(services);
        services.forEach(FileCluster::assignUid);
        Map<ObjectKey, io.headgate.core.cluster.Service> wanted = services.stream()
                .map(ServiceReader::read)
                .collect(Collectors.toMap(
                        io.headgate.core.cluster.Service::key, Function.identity(), (first, last) -> last));
        Set.copyOf(served.keySet()).stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(this::stop);
        for (Service service : services) {
            serve(service);
        }
        return new ClusterState(
                manifests.ofType(Ingress.class).stream()
                        .map(IngressReader::read)
                        .toList(),
                manifests.ofType(IngressClass.class).stream()
                        .map(ClassReader::read)
                        .toList(),
                manifests.ofType(io.headgate.crds.elbv2.IngressClassParams.class).stream()
                        .map(ClassReader::read)
                        .collect(
                                Collectors.toMap(IngressClassParams::name, Function.identity(), (first, last) -> last)),
                namespaces(manifests.objects()),
                wanted,
                Map.of());
    }

    TargetInputs inputs(TargetGroupBinding binding) {
        ObjectKey service = new ObjectKey(binding.key().namespace(), binding.serviceName());
        EndpointSlice slice = slices.get(service);
        return new TargetInputs(
                binding,
                served.get(service),
                slice == null ? List.of() : List.of(slice),
                pods,
                nodes,
                account.vpcCidrs());
    }

    private void serve(Service service) throws IOException {
        io.headgate.core.cluster.Service read = ServiceReader.read(service);
        boolean hasSelector = service.getSpec().getSelector() != null
                && !service.getSpec().getSelector().isEmpty();
        if (read.equals(served.get(read.key()))) {
            return;
        }
        stop(read.key());
        served.put(read.key(), read);
        if (hasSelector) {
            Workload workload = backends.start(read);
            slices.put(read.key(), EndpointReader.read(ClusterObjects.endpointSlice(service, workload)));
            workload.replicas().stream()
                    .map(replica -> WorkloadReader.read(ClusterObjects.pod(service, workload, replica)))
                    .forEach(pod -> pods.put(pod.key(), pod));
        }
    }

    private void stop(ObjectKey service) {
        backends.stop(service);
        served.remove(service);
        slices.remove(service);
    }

    /** The API server gives a free port to whom asks for none; here the order of the files does. */
    private static void assignNodePorts(List<Service> services) {
        int next = FIRST_NODE_PORT;
        for (Service service : services) {
            if (ServiceReader.read(service).type().matches("NodePort|LoadBalancer")) {
                for (ServicePort port : service.getSpec().getPorts()) {
                    if (port.getNodePort() == null) {
                        port.setNodePort(next++);
                    }
                }
            }
        }
    }

    /** Names of target groups tell Services apart by their UIDs, which files do not have. */
    private static void assignUid(Service service) {
        String key = ServiceReader.read(service).key().toString();
        service.getMetadata()
                .setUid(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    private static Map<String, Map<String, String>> namespaces(List<HasMetadata> objects) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        for (HasMetadata object : objects) {
            String namespace = object.getMetadata().getNamespace();
            if (namespace != null) {
                labels.putIfAbsent(namespace, Map.of());
            }
            if (object instanceof Namespace) {
                Map<String, String> own = object.getMetadata().getLabels();
                labels.put(object.getMetadata().getName(), own == null ? Map.of() : own);
            }
        }
        return labels;
    }
}
