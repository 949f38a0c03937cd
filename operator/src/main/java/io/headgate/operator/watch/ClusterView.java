package io.headgate.operator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.Node;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.cluster.Service;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.Instance;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import io.headgate.operator.translate.BindingTranslation;
import io.headgate.operator.translate.ClassReader;
import io.headgate.operator.translate.EndpointReader;
import io.headgate.operator.translate.IngressReader;
import io.headgate.operator.translate.ServiceReader;
import io.headgate.operator.translate.WorkloadReader;
import io.headgate.operator.wire.WireKind;
import io.headgate.operator.wire.WireSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything in the cluster that Headgate looks at. Safe for use by many threads. */
public final class ClusterView implements AutoCloseable {

    /** Name and labels of a namespace. */
    public record NamespaceLabels(String name, Map<String, String> labels) {}

    private final CommonParts common = new CommonParts();

    public final Watched<io.fabric8.kubernetes.api.model.networking.v1.Ingress, Ingress> ingresses =
            new Watched<>(io.fabric8.kubernetes.api.model.networking.v1.Ingress::new, this::seen);
    public final Watched<io.fabric8.kubernetes.api.model.networking.v1.IngressClass, IngressClass> classes =
            new Watched<>(io.fabric8.kubernetes.api.model.networking.v1.IngressClass::new, ClassReader::read);
    public final Watched<io.headgate.crds.elbv2.IngressClassParams, IngressClassParams> classParams =
            new Watched<>(io.headgate.crds.elbv2.IngressClassParams::new, ClassReader::read);
    public final Watched<Namespace, NamespaceLabels> namespaces = new Watched<>(Namespace::new, ClusterView::labels);
    public final Watched<io.fabric8.kubernetes.api.model.Service, Service> services = new Watched<>(
            io.fabric8.kubernetes.api.model.Service::new,
            object -> common.shared(ServiceReader.read(object)),
            Service::key);
    public final Watched<io.fabric8.kubernetes.api.model.Pod, Pod> pods = new Watched<>(
            io.fabric8.kubernetes.api.model.Pod::new, object -> common.shared(WorkloadReader.read(object)), Pod::key);
    public final Watched<io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice, EndpointSlice> slices =
            new Watched<>(
                    io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice::new,
                    object -> common.shared(EndpointReader.read(object), pods::get),
                    EndpointSlice::key);
    public final Watched<io.fabric8.kubernetes.api.model.Node, Node> nodes =
            new Watched<>(io.fabric8.kubernetes.api.model.Node::new, WorkloadReader::read);
    public final Watched<TargetGroupBinding, BindingObject> bindings =
            new Watched<>(TargetGroupBinding::new, ClusterView::binding);
    public final Watched<IngressReport, ReportObject> reports =
            new Watched<>(IngressReport::new, ReportObject::read, ReportObject::key);
    public final Watched<LoadBalancer, LoadBalancerObject> loadBalancers =
            new Watched<>(LoadBalancer::new, LoadBalancerObject::read);

    private final ReferenceIndex<ObjectKey, ObjectKey> slicesByService = new ReferenceIndex<>();
    private final ReferenceIndex<ObjectKey, ObjectKey> slicesByPod = new ReferenceIndex<>();
    private final ReferenceIndex<ObjectKey, ObjectKey> ingressesByService = new ReferenceIndex<>();
    private final ReferenceIndex<ObjectKey, ObjectKey> bindingsByService = new ReferenceIndex<>();
    private final Instance instance;
    private final Map<String, ClassOwnership> ownerships;
    private final OidcSecrets oidcSecrets;
    private final AtomicLong changes = new AtomicLong();
    private @Nullable Versioned latest;

    /**
     * @param instance whose LoadBalancers, TargetGroupBindings and IngressReports are seen
     * @param ownerships which classes belong to which provider
     * @param oidcSecrets whoever made it closes it
     */
    public ClusterView(Instance instance, Map<String, ClassOwnership> ownerships, OidcSecrets oidcSecrets) {
        this.instance = instance;
        this.ownerships = Map.copyOf(ownerships);
        this.oidcSecrets = oidcSecrets;
        oidcSecrets.listen(secret -> changes.incrementAndGet());
        countChanges(ingresses);
        countChanges(classes);
        countChanges(classParams);
        countChanges(namespaces);
        countChanges(services);
        index(slices, EndpointSlice::key, slice -> Set.of(slice.service()), slicesByService);
        index(slices, EndpointSlice::key, ClusterView::pods, slicesByPod);
        index(ingresses, Ingress::key, References::services, ingressesByService);
        index(bindings, object -> object.binding().key(), ClusterView::service, bindingsByService);
    }

    private record Versioned(long version, Snapshot snapshot) {}

    /**
     * Begins to watch and waits until all is there.
     *
     * @throws KubernetesClientException if the API server cannot be reached or refuses to list
     */
    public void start(KubernetesClient client, @Nullable String namespace) {
        begin(client, namespace).await();
    }

    /** Begins to watch; what takes longest is asked for first. */
    public FirstReading begin(KubernetesClient client, @Nullable String namespace) {
        // Endpoints come after the Pods behind them, with whom they share names and addresses.
        WireSource source = new WireSource(client, namespace);
        CompletionStage<Void> endpoints = pods.start(source, WireKind.pods().with(common::shared))
                .thenCompose(_ ->
                        slices.start(source, WireKind.slices().with(slice -> common.shared(slice, pods::get))));
        return FirstReading.of(
                client,
                List.of(
                        endpoints,
                        services.start(source, WireKind.services().with(common::shared)),
                        reports.start(own(in(client.resources(IngressReport.class), namespace))),
                        ingresses.start(in(client.network().v1().ingresses(), namespace)),
                        bindings.start(own(in(client.resources(TargetGroupBinding.class), namespace))),
                        loadBalancers.start(own(client.resources(LoadBalancer.class))),
                        classes.start(client.network().v1().ingressClasses()),
                        classParams.start(client.resources(io.headgate.crds.elbv2.IngressClassParams.class)),
                        namespaces.start(client.namespaces()),
                        nodes.start(client.nodes())));
    }

    /** Which of several operators in the cluster looks. */
    public Instance instance() {
        return instance;
    }

    /** The cluster as it is now; made anew only after a change. */
    public synchronized Snapshot snapshot() {
        long version = changes.get();
        Versioned present = latest;
        if (present == null || present.version() != version) {
            present = new Versioned(version, new Snapshot(state(), ownerships));
            latest = present;
        }
        return present.snapshot();
    }

    /** The slices of a Service. */
    public List<EndpointSlice> slicesOf(ObjectKey service) {
        return slicesByService.ownersOf(service).stream()
                .flatMap(slice -> slices.get(slice).stream())
                .toList();
    }

    /** The Services that a Pod stands behind. */
    public Set<ObjectKey> servicesOf(ObjectKey pod) {
        return slicesByPod.ownersOf(pod).stream()
                .flatMap(slice -> slices.get(slice).stream())
                .map(EndpointSlice::service)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The Ingresses that name a Service. */
    public Set<ObjectKey> ingressesNaming(ObjectKey service) {
        return ingressesByService.ownersOf(service);
    }

    /** The bindings that name a Service. */
    public Set<ObjectKey> bindingsNaming(ObjectKey service) {
        return bindingsByService.ownersOf(service);
    }

    /**
     * Sees to it that the Secrets which the members of a group name are read, and that no others are. The next snapshot has them.
     *
     * @param members none for a group that goes
     */
    public void followSecrets(GroupKey group, Collection<Ingress> members) {
        oidcSecrets.follow(
                group,
                members.stream()
                        .flatMap(member -> References.oidcSecrets(member, services::get).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Hears of each Secret that changed, with the groups that name it. Must not block. */
    public void listenToSecrets(Consumer<Set<GroupKey>> listener) {
        oidcSecrets.listen(secret -> listener.accept(oidcSecrets.groupsNaming(secret)));
    }

    /** Whether all watches run. */
    public boolean healthy() {
        return all().stream().allMatch(Watched::healthy);
    }

    @Override
    public void close() {
        all().forEach(Watched::close);
    }

    private List<Watched<?, ?>> all() {
        return List.of(
                ingresses,
                classes,
                classParams,
                namespaces,
                services,
                slices,
                pods,
                nodes,
                bindings,
                reports,
                loadBalancers);
    }

    private <R> void countChanges(Watched<?, R> watched) {
        watched.listen((before, now) -> changes.incrementAndGet());
    }

    private static <R> void index(
            Watched<?, R> watched,
            Function<R, ObjectKey> key,
            Function<R, Set<ObjectKey>> targets,
            ReferenceIndex<ObjectKey, ObjectKey> index) {
        watched.listen((before, now) -> {
            if (now != null) {
                index.put(key.apply(now), targets.apply(now));
            } else if (before != null) {
                index.put(key.apply(before), Set.of());
            }
        });
    }

    private static Set<ObjectKey> pods(EndpointSlice slice) {
        return slice.endpoints().stream()
                .map(EndpointSlice.Endpoint::pod)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ObjectKey> service(BindingObject object) {
        return Set.of(new ObjectKey(
                object.binding().key().namespace(), object.binding().serviceName()));
    }

    private ClusterState state() {
        return new ClusterState(
                List.copyOf(ingresses.all()),
                List.copyOf(classes.all()),
                classParams.all().stream()
                        .collect(Collectors.toUnmodifiableMap(IngressClassParams::name, Function.identity())),
                namespaces.all().stream()
                        .collect(Collectors.toUnmodifiableMap(NamespaceLabels::name, NamespaceLabels::labels)),
                services.byKey(),
                oidcSecrets.byKey());
    }

    private static NamespaceLabels labels(Namespace namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return new NamespaceLabels(namespace.getMetadata().getName(), labels == null ? Map.of() : Map.copyOf(labels));
    }

    private static BindingObject binding(TargetGroupBinding object) {
        return new BindingObject(
                BindingTranslation.read(object),
                object.getMetadata().getDeletionTimestamp() != null,
                BindingObject.isReleased(object),
                BindingObject.Reference.of(object.getSpec()));
    }

    private Ingress seen(io.fabric8.kubernetes.api.model.networking.v1.Ingress object) {
        Ingress read = IngressReader.read(object);
        return read.withFinalizers(instance.seen(read.finalizers()));
    }

    /** Those that the operator made itself, or that somebody labelled for it. */
    private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>> Informable<T> own(
            FilterWatchListDeletable<T, L, R> all) {
        return all.withLabelSelector(instance.selector());
    }

    private static <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>>
            FilterWatchListDeletable<T, L, R> in(MixedOperation<T, L, R> operation, @Nullable String namespace) {
        return namespace == null ? operation.inAnyNamespace() : operation.inNamespace(namespace);
    }
}
