package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.dev.backend.Backends;
import io.headgate.operator.dev.backend.Workload;
import io.headgate.operator.translate.ServiceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What controllers, kubelets and nodes do in a real cluster: keeps Nodes, and for each Service with a selector a backend with its
 * Pods and EndpointSlice. All work is done by one thread, in the order in which Services change.
 */
final class LocalCluster implements AutoCloseable {

    private static final String FIELD_MANAGER = "headgate-dev";
    private static final List<String> DEFINITIONS = List.of(
            "ingressclassparams.elbv2.k8s.aws",
            "targetgroupbindings.elbv2.k8s.aws",
            "loadbalancers.headgate.io",
            "ingressreports.headgate.io");

    private static final List<String> FIRST =
            List.of("Namespace", "CustomResourceDefinition", "IngressClassParams", "IngressClass", "Secret", "Service");

    private final KubernetesClient client;
    private final Backends backends;
    private final Consumer<String> complaints;
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final SharedIndexInformer<Service> services;

    private LocalCluster(
            KubernetesClient client,
            Backends backends,
            Consumer<String> complaints,
            SharedIndexInformer<Service> services) {
        this.client = client;
        this.backends = backends;
        this.complaints = complaints;
        this.services = services;
    }

    /** Installs the custom resources and the Nodes, and follows Services from now on. */
    static LocalCluster start(
            KubernetesClient client, List<DevAccount.Node> nodes, Backends backends, Consumer<String> complaints)
            throws IOException {
        for (String definition : DEFINITIONS) {
            String name = "/crds/" + definition + "-v1.yml";
            try (InputStream resource = LocalCluster.class.getResourceAsStream(name)) {
                client.load(Objects.requireNonNull(resource, name)).create();
            }
        }
        nodes.forEach(node -> applyWithStatus(client, ClusterObjects.node(node)));
        LocalCluster cluster = new LocalCluster(
                client, backends, complaints, client.services().inAnyNamespace().runnableInformer(0));
        cluster.services.addEventHandler(cluster.new Follower());
        cluster.services.run();
        return cluster;
    }

    /** Applies objects as {@code kubectl apply --server-side} does, those first that others need. */
    void apply(List<HasMetadata> objects) {
        for (HasMetadata object : objects.stream()
                .sorted(Comparator.comparingInt(LocalCluster::place))
                .toList()) {
            client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        }
    }

    private static int place(HasMetadata object) {
        int place = FIRST.indexOf(object.getKind());
        return place < 0 ? FIRST.size() : place;
    }

    private static void applyWithStatus(KubernetesClient client, HasMetadata object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        client.resource(object).patchStatus();
    }

    /** Whether the Service is meant to have pods, as opposed to endpoints that somebody else keeps. */
    static boolean hasSelector(Service service) {
        return service.getSpec().getSelector() != null
                && !service.getSpec().getSelector().isEmpty();
    }

    private void run(Service service) {
        if (!hasSelector(service)) {
            return;
        }
        try {
            Workload workload = backends.start(ServiceReader.read(service));
            workload.replicas()
                    .forEach(replica -> applyWithStatus(client, ClusterObjects.pod(service, workload, replica)));
            apply(List.of(ClusterObjects.endpointSlice(service, workload)));
        } catch (IOException e) {
            complaints.accept(e.getMessage());
        }
    }

    private void stop(Service service) {
        String namespace = service.getMetadata().getNamespace();
        String name = service.getMetadata().getName();
        backends.stop(new ObjectKey(namespace, name));
        client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withName(name)
                .delete();
        client.pods()
                .inNamespace(namespace)
                .withLabel(ClusterObjects.BACKEND_OF, name)
                .withGracePeriod(0)
                .delete();
    }

    @Override
    public void close() {
        services.close();
        worker.shutdownNow();
        worker.close();
        backends.close();
    }

    private final class Follower implements ResourceEventHandler<Service> {
        @Override
        public void onAdd(Service service) {
            worker.execute(() -> run(service));
        }

        @Override
        public void onUpdate(Service old, Service service) {
            if (!old.getSpec().equals(service.getSpec())) {
                worker.execute(() -> run(service));
            }
        }

        @Override
        public void onDelete(Service service, boolean unknownFinalState) {
            worker.execute(() -> stop(service));
        }
    }
}
