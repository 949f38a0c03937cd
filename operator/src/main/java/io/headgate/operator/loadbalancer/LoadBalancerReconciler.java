package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.loadbalancer.gate.Gates;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.safety.Confirmation;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.turnstile.Turnstile;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of each group what its members ask for. The members follow from the Ingresses alone; a group without members deletes its own
 * object, and what it made goes before its finalizer does.
 */
@ControllerConfiguration(
        name = "loadbalancer",
        finalizerName = LoadBalancerReconciler.FINALIZER,
        informer = @Informer(comparableResourceVersions = false))
public final class LoadBalancerReconciler implements Reconciler<LoadBalancer>, Cleaner<LoadBalancer> {

    /** Finalizer of LoadBalancer objects: something may exist in the cloud. */
    public static final String FINALIZER = "headgate.io/loadbalancer";

    private static final Logger LOG = LoggerFactory.getLogger(LoadBalancerReconciler.class);

    private final KubernetesClient client;
    private final ClusterView view;
    private final Map<String, ServedProvider> providers;
    private final GroupDeployer deployer;
    private final LastAccepted lastAccepted;
    private final Publisher publisher;
    private final RefusedGroups refusedGroups;
    private final Confirmation confirmation;
    private final Turnstile turnstile;
    private final GroupRemoval removal;
    private final Surroundings surroundings;
    private final GroupPolicies policies;
    private final Duration syncPeriod;
    private final EventSource<?, LoadBalancer> trigger;

    /**
     * Puts the parts of a pass together.
     *
     * @param syncPeriod the longest time until a group is looked at again, also one that waits for something
     */
    public static LoadBalancerReconciler create(
            KubernetesClient client,
            ClusterView view,
            Observation observation,
            GroupPolicies policies,
            Map<String, ServedProvider> providers,
            EventRecorder events,
            HealthLedger health,
            Gates gates,
            Clock clock,
            Turnstile turnstile,
            Duration syncPeriod,
            EventSource<?, LoadBalancer> trigger) {
        ServerSideApply writer = new ServerSideApply(client);
        Conditions conditions = new Conditions(clock);
        Publisher publisher = new Publisher(
                view,
                writer,
                new ReportWriter(client, writer, view),
                events,
                new LoadBalancerStatuses(conditions, health),
                new IngressReports(new ReportConditions(conditions), health));
        GroupDeployer deployer = new GroupDeployer(view, new BindingObjects(client, writer, view), gates);
        Surroundings surroundings = new Surroundings(observation, policies, clock);
        return new LoadBalancerReconciler(
                client,
                view,
                surroundings,
                policies,
                providers,
                deployer,
                publisher,
                new RefusedGroups(clock),
                turnstile,
                syncPeriod,
                trigger);
    }

    private LoadBalancerReconciler(
            KubernetesClient client,
            ClusterView view,
            Surroundings surroundings,
            GroupPolicies policies,
            Map<String, ServedProvider> providers,
            GroupDeployer deployer,
            Publisher publisher,
            RefusedGroups refusedGroups,
            Turnstile turnstile,
            Duration syncPeriod,
            EventSource<?, LoadBalancer> trigger) {
        this.client = client;
        this.view = view;
        this.surroundings = surroundings;
        this.policies = policies;
        this.providers = Map.copyOf(providers);
        this.deployer = deployer;
        this.lastAccepted = new LastAccepted(view);
        this.publisher = publisher;
        this.refusedGroups = refusedGroups;
        this.confirmation = new Confirmation(client, view);
        this.turnstile = turnstile;
        this.removal = new GroupRemoval(view, deployer, publisher, surroundings, policies);
        this.syncPeriod = syncPeriod;
        this.trigger = trigger;
    }

    @Override
    public List<EventSource<?, LoadBalancer>> prepareEventSources(EventSourceContext<LoadBalancer> context) {
        return List.of(trigger);
    }

    @Override
    public UpdateControl<LoadBalancer> reconcile(LoadBalancer object, Context<LoadBalancer> context) {
        GroupKey key = LoadBalancerObject.read(object).group();
        ServedProvider served = served(key);
        view.followSecrets(key, members(key));
        Snapshot snapshot = view.snapshot();
        Optional<GroupInputs> inputs = snapshot.membership(key.provider()).group(key.group());
        if (inputs.isEmpty()) {
            Optional<String> overlooked = confirmation.overlookedMember(object.getStatus());
            if (overlooked.isPresent()) {
                publisher.suspicious(object, overlooked.get());
                return UpdateControl.<LoadBalancer>noUpdate().rescheduleAfter(NextPass.WHEN_MADE);
            }
            client.resource(object).delete();
            return UpdateControl.noUpdate();
        }
        Deployment deployment = turnstile.pass(() -> deploy(object, served, inputs.get()));
        log(deployment);
        publisher.publish(object, deployment, leaving(snapshot, key, inputs.get()));
        Optional<Duration> refused = refusedGroups.after(key.group(), deployment.compilation());
        return switch (NextPass.sooner(NextPass.after(deployment), NextPass.in(refused))) {
            case NextPass.OnChange() -> UpdateControl.noUpdate();
            case NextPass.After(Duration delay) ->
                UpdateControl.<LoadBalancer>noUpdate().rescheduleAfter(atTheLatest(delay));
            case NextPass.BackOff(String reason) -> throw new RetryLater(reason);
        };
    }

    @Override
    public DeleteControl cleanup(LoadBalancer object, Context<LoadBalancer> context) {
        GroupKey key = LoadBalancerObject.read(object).group();
        if (surroundings.leftToPredecessor(key)) {
            return DeleteControl.defaultDelete();
        }
        if (view.snapshot().membership(key.provider()).group(key.group()).isPresent()) {
            // Somebody deleted the object and not the Ingresses: it is made anew, and all that it stands for stays.
            return DeleteControl.defaultDelete();
        }
        Optional<String> overlooked = confirmation.overlookedMember(object.getStatus());
        if (overlooked.isPresent()) {
            publisher.suspicious(object, overlooked.get());
            return again(NextPass.WHEN_MADE);
        }
        return removal.run(object, key, served(key)).map(this::again).orElseGet(DeleteControl::defaultDelete);
    }

    private Deployment deploy(LoadBalancer object, ServedProvider served, GroupInputs inputs) {
        LoadBalancerStatus status = object.getStatus();
        Set<String> formerTagKeys = status == null ? Set.of() : Set.copyOf(status.tagKeys());
        GroupKey key = LoadBalancerObject.read(object).group();
        String onlyObserved = surroundings.onlyObserved(object, key).orElse(null);
        try {
            if (refusedGroups.due(key.group())) {
                served.loaded().distrustFacts();
            }
            return deployer.deploy(
                    served,
                    surroundings.provider(served, key, SafetyConditions.sayProtected(object.conditions())),
                    inputs,
                    lastAccepted.of(inputs),
                    new GroupDeployer.Former(formerTagKeys, DeployedSecrets.of(status)),
                    policies.caution(key, status),
                    SecondLook.by(confirmation, policies.settings().removalLimit(), status),
                    approved -> publisher.remember(object, approved),
                    onlyObserved);
        } catch (CloudException e) {
            publisher.unreachable(object, FailureText.of(e.failure()));
            throw e;
        }
    }

    private ServedProvider served(GroupKey key) {
        return Optional.ofNullable(providers.get(key.provider()))
                .orElseThrow(() -> new RetryLater("provider " + key.provider() + " is not configured"));
    }

    private Collection<Ingress> members(GroupKey key) {
        return view.snapshot().membership(key.provider()).group(key.group()).stream()
                .flatMap(inputs -> inputs.members().stream())
                .map(GroupInputs.Member::ingress)
                .toList();
    }

    private Collection<Ingress> leaving(Snapshot snapshot, GroupKey key, GroupInputs inputs) {
        Set<ObjectKey> members =
                inputs.members().stream().map(member -> member.ingress().key()).collect(Collectors.toSet());
        return snapshot.ingressesOf(key).stream()
                .filter(ingress -> !members.contains(ingress))
                .flatMap(ingress -> view.ingresses.get(ingress).stream())
                .toList();
    }

    private DeleteControl again(Duration delay) {
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(atTheLatest(delay).toMillis());
    }

    /** The framework looks at everything again after that time, but not at what asked for a time of its own. */
    private Duration atTheLatest(Duration delay) {
        return delay.compareTo(syncPeriod) < 0 ? delay : syncPeriod;
    }

    private static void log(Deployment deployment) {
        if (!deployment.plan().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("group", deployment.inputs().group())
                    .addKeyValue("steps", deployment.plan().steps().size())
                    .addKeyValue("failed", deployment.outcome().failures().size())
                    .addKeyValue("executed", deployment.executed())
                    .log("Group deployed");
        }
    }
}
