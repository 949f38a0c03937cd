package io.headgate.operator.targets;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingStatus;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fast path: endpoints of a Service become targets, whatever the state of the group's model. It never waits for a compilation, so pods
 * come and go while an Ingress is refused. The finalizer is put and taken here and not by the framework, because bindings that another
 * controller looks after must not be touched at all.
 */
@ControllerConfiguration(
        name = "targetgroupbinding",
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(comparableResourceVersions = false))
public final class TargetGroupBindingReconciler implements Reconciler<TargetGroupBinding> {

    private static final Duration VIEW_LAG = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(TargetGroupBindingReconciler.class);

    private final ClusterView view;
    private final Observation observation;
    private final Supplier<CloudProvider> provider;
    private final ServerSideApply writer;
    private final EventRecorder events;
    private final HealthLedger ledger;
    private final HealthWatch healthWatch;
    private final BindingInputs inputs;
    private final AccessControl access;
    private final ReadinessGates gates;
    private final EventSource<?, TargetGroupBinding> trigger;

    /** @param provider gives the loaded provider */
    public TargetGroupBindingReconciler(
            ClusterView view,
            Observation observation,
            Supplier<CloudProvider> provider,
            ServerSideApply writer,
            EventRecorder events,
            HealthLedger ledger,
            ReadinessGates gates,
            Clock clock,
            Duration healthInterval,
            EventSource<?, TargetGroupBinding> trigger) {
        this.view = view;
        this.observation = observation;
        this.provider = provider;
        this.writer = writer;
        this.events = events;
        this.ledger = ledger;
        this.healthWatch = new HealthWatch(clock, healthInterval);
        this.inputs = new BindingInputs(view);
        this.access = new AccessControl(view, inputs, observation);
        this.gates = gates;
        this.trigger = trigger;
    }

    @Override
    public List<EventSource<?, TargetGroupBinding>> prepareEventSources(
            EventSourceContext<TargetGroupBinding> context) {
        return List.of(trigger);
    }

    @Override
    public UpdateControl<TargetGroupBinding> reconcile(TargetGroupBinding object, Context<TargetGroupBinding> context) {
        boolean released = object.isMarkedForDeletion() && !BindingFinalizer.holds(object);
        if (released || context.isPrimaryResourceDeleted()) {
            return UpdateControl.noUpdate();
        }
        Optional<BindingObject> known =
                view.bindings.get(key(object)).filter(ignored -> view.bindings.isAsNewAs(object));
        if (known.isEmpty()) {
            // Our own status write comes back here before the view has it, and the view does not tell of it. A pass
            // without a next one would also cancel the look at the targets that is waited for.
            return UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        if (observation.covers(known.get())) {
            return UpdateControl.noUpdate();
        }
        if (object.isMarkedForDeletion()) {
            release(object, known.get());
            return BindingFinalizer.remove(context.getClient(), object)
                    ? UpdateControl.noUpdate()
                    : UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        if (!BindingFinalizer.holds(object) && !BindingFinalizer.add(context.getClient(), object)) {
            return UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        io.headgate.core.stack.TargetGroupBinding binding = known.get().binding();
        CloudProvider cloud = provider.get();
        return switch (TargetResolver.resolve(inputs.of(binding, vpcCidrs(cloud)))) {
            case TargetResolution.Resolved(var endpoints, var remarks) -> {
                remarks.forEach(remark -> events.warning(regarding(object), "TargetLeftOut", remark));
                yield serve(object, binding, cloud, endpoints);
            }
            case TargetResolution.BackendMissing(String message) -> {
                events.warning(regarding(object), "BackendNotFound", message);
                yield serve(object, binding, cloud, List.of());
            }
            case TargetResolution.Unusable(String message, String remedy) -> {
                events.warning(regarding(object), "FailedReconcile", message + " -> " + remedy);
                yield UpdateControl.noUpdate();
            }
        };
    }

    private void release(TargetGroupBinding object, BindingObject known) {
        ObjectKey key = key(object);
        CloudProvider cloud = provider.get();
        String arn = arn(object);
        if (!goesWithItsGroup(known)) {
            drain(cloud, arn);
        }
        access.establish(cloud.nodeAccess()).ifPresent(failure -> {
            events.warning(regarding(object), "FailedCleanup", text(failure));
            throw new IllegalStateException(text(failure));
        });
        gates.release(key).ifPresent(refusal -> {
            events.warning(regarding(object), "FailedCleanup", refusal);
            throw new IllegalStateException(refusal);
        });
        ledger.forget(arn);
        healthWatch.forget(key);
    }

    private UpdateControl<TargetGroupBinding> serve(
            TargetGroupBinding object,
            io.headgate.core.stack.TargetGroupBinding binding,
            CloudProvider cloud,
            List<Endpoint> endpoints) {
        // Permission first: a target that cannot be reached would only be found unhealthy.
        Optional<Failure> refused = access.establish(cloud.nodeAccess());
        refused.ifPresent(failure -> events.warning(regarding(object), "FailedNetworkReconcile", text(failure)));
        List<Target> wanted = endpoints.stream().map(Endpoint::target).toList();
        boolean look = healthWatch.due(binding.key());
        return switch (TargetPass.run(cloud.targets(), arn(object), wanted, look)) {
            case TargetPass.Result.Failed(Failure failure) -> {
                events.warning(regarding(object), "FailedReconcile", text(failure));
                throw new IllegalStateException(text(failure));
            }
            case TargetPass.Result.Done done -> {
                ReadinessGates.Pass told = gates.follow(binding.key(), endpoints, done.seen());
                ledger.put(arn(object), done.health().missing(told.missed()));
                log(binding.key(), done);
                observed(object);
                refused.map(TargetGroupBindingReconciler::text)
                        .or(told::failure)
                        .ifPresent(failure -> {
                            throw new IllegalStateException(failure);
                        });
                yield next(binding.key(), done, look, told.waiting());
            }
        };
    }

    private UpdateControl<TargetGroupBinding> next(
            ObjectKey key, TargetPass.Result.Done done, boolean looked, boolean awaited) {
        boolean allHealthy = done.health().healthy() == done.health().total();
        return healthWatch
                .next(key, !done.changes().isEmpty(), looked, allHealthy, awaited)
                .map(delay -> UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    private void observed(TargetGroupBinding object) {
        Long generation = object.getMetadata().getGeneration();
        TargetGroupBindingStatus before = object.getStatus();
        if (before != null && generation.equals(before.observedGeneration())) {
            return;
        }
        TargetGroupBinding withStatus = new TargetGroupBinding();
        withStatus.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .build());
        withStatus.setSpec(object.getSpec());
        withStatus.setStatus(new TargetGroupBindingStatus(generation, null));
        writer.applyStatus(withStatus);
    }

    /** Whether the target group itself is about to go, so that nobody needs to empty it. */
    private boolean goesWithItsGroup(BindingObject object) {
        return object.group()
                .map(group -> new GroupKey(Snapshot.AWS, group).objectName())
                .flatMap(name -> view.loadBalancers.get(new ObjectKey("", name)))
                .filter(LoadBalancerObject::deleting)
                .isPresent();
    }

    private static void drain(CloudProvider cloud, String arn) {
        switch (TargetPass.run(cloud.targets(), arn, List.of(), false)) {
            case TargetPass.Result.Done ignored -> {}
            case TargetPass.Result.Failed(Failure.NotFound ignored) -> {}
            case TargetPass.Result.Failed(Failure failure) -> throw new IllegalStateException(text(failure));
        }
    }

    private static List<String> vpcCidrs(CloudProvider cloud) {
        GroupInputs none = new GroupInputs(new GroupId.Explicit("none"), List.of(), Map.of(), Map.of());
        var vpc = cloud.facts(none).vpc();
        return Stream.concat(vpc.cidrs().stream(), vpc.ipv6Cidrs().stream()).toList();
    }

    private static void log(ObjectKey key, TargetPass.Result.Done done) {
        if (!done.changes().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("binding", key)
                    .addKeyValue("registered", done.changes().register().size())
                    .addKeyValue("deregistered", done.changes().deregister().size())
                    .log("Targets changed");
        }
    }

    private static String text(Failure failure) {
        return failure.code() + ": " + failure.message();
    }

    private static ObjectKey key(TargetGroupBinding object) {
        return new ObjectKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    private static String arn(TargetGroupBinding object) {
        String arn = object.getSpec().targetGroupArn();
        return arn == null ? "" : arn;
    }

    private static Regarding regarding(TargetGroupBinding object) {
        return Regarding.binding(key(object), object.getMetadata().getUid());
    }
}
