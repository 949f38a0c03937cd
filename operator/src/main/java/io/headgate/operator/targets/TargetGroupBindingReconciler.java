package io.headgate.operator.targets;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.turnstile.Turnstile;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.FirstReading;
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
import java.util.Objects;
import java.util.Optional;

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

    private final ClusterView view;
    private final Observation observation;
    private final GroupPolicies policies;
    private final Account account;
    private final RecentChanges recentChanges;
    private final HealthLedger ledger;
    private final HealthWatch healthWatch;
    private final ObservedTargets observed;
    private final BindingInputs inputs;
    private final Serving serving;
    private final Release release;
    private final BindingVoice voice;
    private final Turnstile turnstile;
    private final EventSource<?, TargetGroupBinding> trigger;
    private final EndpointResync resync;

    /** Puts the parts of a pass together. */
    public TargetGroupBindingReconciler(
            KubernetesClient client,
            ClusterView view,
            FirstReading reading,
            Observation observation,
            GroupPolicies policies,
            Account account,
            EventRecorder events,
            HealthLedger ledger,
            ReadinessGates gates,
            Clock clock,
            TargetSettings settings,
            EventSource<?, TargetGroupBinding> trigger) {
        ServerSideApply writer = new ServerSideApply(client);
        SharedTargets shared = new SharedTargets(client, writer);
        Fate fate = new Fate(view);
        this.view = view;
        this.observation = observation;
        this.policies = policies;
        this.account = account;
        this.recentChanges = new RecentChanges(clock);
        reading.afterwards(() -> recentChanges.follow(view));
        this.ledger = ledger;
        this.healthWatch = new HealthWatch(clock, settings.healthInterval());
        this.observed = new ObservedTargets(ledger, healthWatch);
        this.inputs = new BindingInputs(view, settings.failOpen());
        AccessControl access = new AccessControl(view, inputs, observation, fate, settings.led(), clock);
        this.voice = new BindingVoice(events, new BindingStatus(writer, new Conditions(clock)));
        EndpointCheck check = new EndpointCheck(client, view);
        this.resync = new EndpointResync(view, check, settings.endpointResync());
        Farewells farewells = new Farewells(client, view, events, clock);
        this.serving = new Serving(
                inputs, access, check, gates, shared, ledger, healthWatch, observed, farewells, settings, voice, clock);
        this.release = new Release(access, gates, shared, fate, voice);
        this.turnstile = new Turnstile(settings.concurrent());
        this.trigger = trigger;
    }

    @Override
    public List<EventSource<?, TargetGroupBinding>> prepareEventSources(
            EventSourceContext<TargetGroupBinding> context) {
        return List.of(trigger, resync);
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
        if (observation.covers(known.get()) || policies.observes(known.get())) {
            return observe(known.get());
        }
        if (object.isMarkedForDeletion()) {
            release.run(object, known.get(), account.loaded().get());
            forget(object);
            return BindingFinalizer.remove(context.getClient(), object)
                    ? UpdateControl.noUpdate()
                    : UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        if (!BindingFinalizer.holds(object) && !BindingFinalizer.add(context.getClient(), object)) {
            return UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(VIEW_LAG);
        }
        return switch (Bound.of(
                known.get(), account.unloaded(), account.unloaded().vpc().id())) {
            case Bound.Unknown(Failure failure) ->
                throw voice.failed(object, "FailedReconcile", BindingVoice.text(failure));
            case Bound.To bound -> after(serve(object, bound));
        };
    }

    /** Who waits for the account to be read takes no place from those that need not. */
    private Optional<Duration> serve(TargetGroupBinding object, Bound.To bound) {
        CloudProvider known = TakeOver.concerns(object)
                ? account.loadedByNow().get().orElse(null)
                : account.loaded().get();
        ObjectKey service =
                new ObjectKey(bound.binding().key().namespace(), bound.binding().serviceName());
        return turnstile.pass(
                () -> recentChanges.concern(service),
                () -> serving.serve(object, bound, account.unloaded().vpc(), known));
    }

    /** Reads only. */
    private UpdateControl<TargetGroupBinding> observe(BindingObject known) {
        CloudProvider cloud = account.loaded().get();
        return after(observed.look(
                known,
                cloud,
                cloud.vpc().id(),
                bound -> bound.resolve(inputs.of(bound.binding(), Serving.cidrs(cloud.vpc())))));
    }

    private void forget(TargetGroupBinding object) {
        ledger.forget(Objects.requireNonNullElse(object.getSpec().targetGroupArn(), ""));
        healthWatch.forget(BindingVoice.key(object));
        observed.endsFor(BindingVoice.key(object));
        serving.forget(BindingVoice.key(object));
    }

    private static UpdateControl<TargetGroupBinding> after(Optional<Duration> wait) {
        return wait.map(delay -> UpdateControl.<TargetGroupBinding>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }
}
