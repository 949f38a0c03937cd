package io.headgate.operator.runtime;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has to look again when something changes. For an Ingress these are the groups that it wants or that hold it, before and after, so
 * that a move, a missed event, a restart and a deletion are the same case.
 */
final class Propagation {

    private final ClusterView view;
    private final Trigger<io.fabric8.kubernetes.api.model.networking.v1.Ingress> ingresses;
    private final Trigger<LoadBalancer> loadBalancers;
    private final Trigger<TargetGroupBinding> bindings;

    Propagation(
            ClusterView view,
            Trigger<io.fabric8.kubernetes.api.model.networking.v1.Ingress> ingresses,
            Trigger<LoadBalancer> loadBalancers,
            Trigger<TargetGroupBinding> bindings) {
        this.view = view;
        this.ingresses = ingresses;
        this.loadBalancers = loadBalancers;
        this.bindings = bindings;
    }

    /** Begins to listen. To be called once the view is warm: what was there before is looked at anyway. */
    void begin(HealthLedger health, Observation observation) {
        view.ingresses.listen(this::ingressChanged);
        view.classes.listen((before, now) -> {
            allIngressesChanged();
            allBindings().forEach(bindings::fire);
        });
        view.classParams.listen((before, now) -> allIngressesChanged());
        view.namespaces.listen((before, now) -> allIngressesChanged());
        view.services.listen((before, now) -> keyed(before, now, service -> service.key(), this::serviceChanged));
        view.slices.listen((before, now) -> keyed(before, now, slice -> slice.service(), this::endpointsChanged));
        view.pods.listen((before, now) ->
                keyed(before, now, pod -> pod.key(), pod -> view.servicesOf(pod).forEach(this::endpointsChanged)));
        view.nodes.listen((before, now) -> allBindings().forEach(bindings::fire));
        view.bindings.listen((before, now) -> keyed(before, now, object -> object, this::bindingChanged));
        view.reports.listen((before, now) -> keyed(before, now, report -> report.key(), this::reportChanged));
        view.loadBalancers.listen((before, now) -> keyed(before, now, object -> object, this::loadBalancerChanged));
        view.loadBalancers.listen(this::wordGiven);
        view.listenToSecrets(groups -> groups.forEach(this::groupChanged));
        health.listen(this::healthChanged);
        health.listenToWaits(targetGroupArn -> bindingsOf(targetGroupArn)
                .forEach(object -> bindings.fire(object.binding().key())));
        observation.listen(() -> {
            allIngressesChanged();
            allBindings().forEach(bindings::fire);
        });
    }

    private void ingressChanged(@Nullable Ingress before, @Nullable Ingress now) {
        Snapshot snapshot = view.snapshot();
        Set<GroupKey> groups = new HashSet<>();
        Stream.of(before, now).forEach(ingress -> {
            if (ingress != null) {
                groups.addAll(snapshot.groupsOf(ingress));
            }
        });
        if (now != null) {
            ingresses.fire(now.key());
        }
        groups.forEach(this::groupChanged);
    }

    private void allIngressesChanged() {
        view.ingresses.all().forEach(ingress -> ingresses.fire(ingress.key()));
        view.loadBalancers.all().forEach(object -> loadBalancers.fire(new ObjectKey("", object.name())));
    }

    private void serviceChanged(ObjectKey service) {
        Snapshot snapshot = view.snapshot();
        view.ingressesNaming(service).stream()
                .flatMap(ingress -> view.ingresses.get(ingress).stream())
                .flatMap(ingress -> snapshot.groupsOf(ingress).stream())
                .distinct()
                .forEach(this::groupChanged);
        endpointsChanged(service);
    }

    private void endpointsChanged(ObjectKey service) {
        view.bindingsNaming(service).forEach(bindings::fire);
    }

    private void bindingChanged(BindingObject object) {
        bindings.fire(object.binding().key());
        object.group().map(group -> new GroupKey(Snapshot.AWS, group)).ifPresent(this::groupChanged);
    }

    private void reportChanged(ObjectKey report) {
        Snapshot snapshot = view.snapshot();
        view.ingresses.get(report).stream()
                .flatMap(ingress -> snapshot.groupsOf(ingress).stream())
                .forEach(this::groupChanged);
    }

    private void loadBalancerChanged(LoadBalancerObject object) {
        view.snapshot().ingressesOf(object.group()).forEach(ingresses::fire);
    }

    /** An approval or another mode: annotations do not wake a reconciler by themselves, and a mode also counts for bindings. */
    private void wordGiven(@Nullable LoadBalancerObject before, @Nullable LoadBalancerObject now) {
        if (before == null || now == null) {
            return;
        }
        if (!before.approve().equals(now.approve()) || before.mode() != now.mode()) {
            groupChanged(now.group());
        }
        if (before.mode() != now.mode()) {
            allBindings().forEach(bindings::fire);
        }
    }

    private void healthChanged(String targetGroupArn) {
        bindingsOf(targetGroupArn)
                .flatMap(object -> object.group().stream())
                .map(group -> new GroupKey(Snapshot.AWS, group))
                .forEach(this::groupChanged);
    }

    private Stream<BindingObject> bindingsOf(String targetGroupArn) {
        return view.bindings.all().stream()
                .filter(object -> object.binding().targetGroup().equals(new TargetGroupRef.ByArn(targetGroupArn)));
    }

    private void groupChanged(GroupKey group) {
        loadBalancers.fire(new ObjectKey("", group.objectName(view.instance())));
    }

    private Stream<ObjectKey> allBindings() {
        return view.bindings.all().stream().map(object -> object.binding().key());
    }

    private static <R, T> void keyed(@Nullable R before, @Nullable R now, Function<R, T> what, Consumer<T> then) {
        if (now != null) {
            then.accept(what.apply(now));
        } else if (before != null) {
            then.accept(what.apply(before));
        }
    }
}
