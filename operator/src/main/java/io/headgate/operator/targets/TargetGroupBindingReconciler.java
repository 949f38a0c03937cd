package io.headgate.operator.targets;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetResolution;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.turnstile.Turnstile;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final EventRecorder events;
    private final HealthLedger ledger;
    private final HealthWatch healthWatch;
    private final ObservedTargets observed;
    private final BindingInputs inputs;
    private final AccessControl access;
    private final ReadinessGates gates;
    private final SharedTargets shared;
    private final BindingStatus statuses;
    private final TargetSettings settings;
    private final Turnstile turnstile;
    private final EventSource<?, TargetGroupBinding> trigger;

    /** @param provider gives the loaded provider */
    public TargetGroupBindingReconciler(
            KubernetesClient client,
            ClusterView view,
            Observation observation,
            Supplier<CloudProvider> provider,
            EventRecorder events,
            HealthLedger ledger,
            ReadinessGates gates,
            Clock clock,
            TargetSettings settings,
            EventSource<?, TargetGroupBinding> trigger) {
        ServerSideApply writer = new ServerSideApply(client);
        this.view = view;
        this.observation = observation;
        this.provider = provider;
        this.events = events;
        this.ledger = ledger;
        this.healthWatch = new HealthWatch(clock, settings.healthInterval());
        this.observed = new ObservedTargets(ledger, healthWatch);
        this.inputs = new BindingInputs(view, settings.failOpen());
        this.access = new AccessControl(view, inputs, observation);
        this.gates = gates;
        this.shared = new SharedTargets(client, writer);
        this.statuses = new BindingStatus(writer, new Conditions(clock));
        this.settings = settings;
        this.turnstile = new Turnstile(settings.concurrent());
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
            forget(object);
            return UpdateControl.noUpdate();
        }
        Optional<BindingObject> known = view.bindings.asNewAs(object);
        if (known.isEmpty()) {
            // Our own status write comes back here before the view has it, and the view does not tell of it. A pass
            // without a next one would also cancel the look at the targets that is waited for.
            return UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        if (observation.covers(known.get())) {
            return observe(known.get());
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
        CloudProvider cloud = provider.get();
        CloudFacts.Vpc vpc = vpc(cloud);
        return switch (Bound.of(known.get(), cloud, vpc.id())) {
            case Bound.Unknown(Failure failure) -> throw failed(object, "FailedReconcile", text(failure));
            case Bound.To bound -> turnstile.pass(() -> serve(object, bound, cloud, vpc));
        };
    }

    /** Reads only. */
    private UpdateControl<TargetGroupBinding> observe(BindingObject known) {
        CloudProvider cloud = provider.get();
        CloudFacts.Vpc vpc = vpc(cloud);
        return after(
                observed.look(known, cloud, vpc.id(), bound -> bound.resolve(inputs.of(bound.binding(), cidrs(vpc)))));
    }

    private UpdateControl<TargetGroupBinding> serve(
            TargetGroupBinding object, Bound.To bound, CloudProvider cloud, CloudFacts.Vpc vpc) {
        return switch (bound.resolve(inputs.of(bound.binding(), cidrs(vpc)))) {
            case TargetResolution.Resolved(var endpoints, var remarks) -> {
                remarks.forEach(remark -> events.warning(regarding(object), "TargetLeftOut", remark));
                yield register(object, bound, cloud, endpoints);
            }
            case TargetResolution.BackendMissing(String message) -> {
                events.warning(regarding(object), "BackendNotFound", message);
                yield register(object, bound, cloud, List.of());
            }
            case TargetResolution.Unusable(String message, String remedy) -> {
                events.warning(regarding(object), "FailedReconcile", message + " -> " + remedy);
                statuses.failed(object, "FailedReconcile", message + " -> " + remedy);
                yield UpdateControl.noUpdate();
            }
        };
    }

    private void release(TargetGroupBinding object, BindingObject known) {
        ObjectKey key = key(object);
        CloudProvider cloud = provider.get();
        if (!goesWithItsGroup(known)) {
            drain(object, known, cloud);
        }
        access.establish(cloud, vpc(cloud).id()).ifPresent(failure -> {
            throw failed(object, "FailedCleanup", text(failure));
        });
        gates.release(key).ifPresent(refusal -> {
            throw failed(object, "FailedCleanup", refusal);
        });
        forget(object);
    }

    private void forget(TargetGroupBinding object) {
        ledger.forget(Objects.requireNonNullElse(object.getSpec().targetGroupArn(), ""));
        healthWatch.forget(key(object));
        observed.endsFor(key(object));
    }

    private UpdateControl<TargetGroupBinding> register(
            TargetGroupBinding object, Bound.To bound, CloudProvider cloud, List<Endpoint> endpoints) {
        // Permission first: a target that cannot be reached would only be found unhealthy.
        Optional<Failure> refused = access.establish(cloud, vpc(cloud).id());
        refused.ifPresent(failure -> events.warning(regarding(object), "FailedNetworkReconcile", text(failure)));
        ObjectKey key = bound.binding().key();
        Claim claim = bound.binding().multiClusterTargetGroup() ? shared.of(key) : Claim.ALL;
        TargetPass pass = new TargetPass(bound.registry(), bound.arn(), wanted(bound, endpoints), claim);
        boolean look = observed.endsFor(key) || healthWatch.due(key);
        return switch (pass.run(look)) {
            case TargetPass.Result.Failed(Failure failure) -> throw failed(object, "FailedReconcile", text(failure));
            case TargetPass.Result.Done done -> {
                ReadinessGates.Pass told = gates.follow(key, endpoints, done.seen());
                ledger.put(bound.arn(), done.health().missing(told.missed()));
                tell(object, done);
                refused.map(TargetGroupBindingReconciler::text)
                        .or(told::failure)
                        .ifPresent(failure -> {
                            throw failed(object, "FailedReconcile", failure);
                        });
                statuses.served(object);
                yield next(key, done, look, told.waiting());
            }
        };
    }

    private TargetPass.Wanted wanted(Bound.To bound, List<Endpoint> endpoints) {
        Map<Target, String> nodes = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            boolean outside =
                    bound.foreignNetwork() && bound.binding().targetType().equals("ip");
            Target target = outside ? endpoint.target().withAvailabilityZone("all") : endpoint.target();
            targets.add(target);
            nodes.put(target, endpoint.nodeName());
        }
        return new TargetPass.Wanted(
                targets,
                settings.maxTargetsPerTargetGroup(),
                target -> target.withAvailabilityZone(inputs.zone(nodes.getOrDefault(target, ""))));
    }

    /** Says what went wrong on the binding alone; whoever throws what it gives comes again later. */
    private RuntimeException failed(TargetGroupBinding object, String reason, String message) {
        events.warning(regarding(object), reason, message);
        statuses.failed(object, reason, message);
        return new IllegalStateException(message);
    }

    private UpdateControl<TargetGroupBinding> next(
            ObjectKey key, TargetPass.Result.Done done, boolean looked, boolean awaited) {
        boolean allHealthy = done.health().healthy() == done.health().total();
        return after(healthWatch.next(key, !done.changes().isEmpty(), looked, allHealthy, awaited));
    }

    private static UpdateControl<TargetGroupBinding> after(Optional<Duration> wait) {
        return wait.map(delay -> UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    /** Whether the target group itself is about to go, so that nobody needs to empty it. */
    private boolean goesWithItsGroup(BindingObject object) {
        return object.group()
                .map(group -> new GroupKey(Snapshot.AWS, group).objectName(view.instance()))
                .flatMap(name -> view.loadBalancers.get(new ObjectKey("", name)))
                .filter(LoadBalancerObject::deleting)
                .isPresent();
    }

    private void drain(TargetGroupBinding object, BindingObject known, CloudProvider cloud) {
        switch (Bound.of(known, cloud, vpc(cloud).id())) {
            case Bound.Unknown(Failure failure) -> undrained(object, failure);
            case Bound.To bound -> {
                ObjectKey key = bound.binding().key();
                boolean isShared = bound.binding().multiClusterTargetGroup();
                Claim claim = isShared ? shared.of(key) : Claim.ALL;
                TargetPass pass = new TargetPass(bound.registry(), bound.arn(), TargetPass.Wanted.NOTHING, claim);
                if (pass.run(false) instanceof TargetPass.Result.Failed(Failure failure)) {
                    undrained(object, failure);
                }
                if (isShared) {
                    shared.forget(key);
                }
            }
        }
    }

    /** A target group that is gone has no targets, and a binding that was never served made none. */
    private void undrained(TargetGroupBinding object, Failure failure) {
        boolean neverServed = object.getStatus() == null || object.getStatus().observedGeneration() == null;
        if (!(failure instanceof Failure.NotFound) && !neverServed) {
            throw failed(object, "FailedCleanup", text(failure));
        }
    }

    private static List<String> cidrs(CloudFacts.Vpc vpc) {
        return Stream.concat(vpc.cidrs().stream(), vpc.ipv6Cidrs().stream()).toList();
    }

    private static CloudFacts.Vpc vpc(CloudProvider cloud) {
        return cloud.facts(new GroupInputs(new GroupId.Explicit("none"), List.of(), Map.of(), Map.of()))
                .vpc();
    }

    private void tell(TargetGroupBinding object, TargetPass.Result.Done done) {
        if (done.leftOut() > 0) {
            events.warning(
                    regarding(object),
                    "TargetLeftOut",
                    done.leftOut() + " targets are left out: a target group may have "
                            + settings.maxTargetsPerTargetGroup() + " (--max-targets-per-target-group)");
        }
        if (!done.changes().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("binding", key(object))
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

    private static Regarding regarding(TargetGroupBinding object) {
        return Regarding.binding(key(object), object.getMetadata().getUid());
    }
}
