package io.headgate.operator.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.GroupId;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.MemberState;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.predecessor.Observation;
import io.headgate.operator.safety.GroupPolicies;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.turnstile.Turnstile;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Puts each Ingress into its group: finalizer first, then the group's object. Copies the address back, and lets an Ingress go once
 * nothing of it is left in the group that held it.
 */
@ControllerConfiguration(
        name = "ingress",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(comparableResourceVersions = false))
public final class IngressReconciler implements Reconciler<Ingress> {

    /** Passes write to the API server, which takes a hundred requests at once on a connection and refuses more. */
    private static final int AT_ONCE = 32;

    private final ClusterView view;
    private final Observation observation;
    private final GroupPolicies policies;
    private final Predicate<GroupId> existsInCloud;
    private final Function<ObjectKey, List<IngressAddress>> addressElsewhere;
    private final IngressWriter writer;
    private final GroupObjects groups;
    private final ReportWriter reports;
    private final UngroupedReports ungrouped;
    private final EventSource<?, Ingress> trigger;
    private final Turnstile turnstile = new Turnstile(AT_ONCE);

    /**
     * @param existsInCloud whether anything of a group exists in AWS
     * @param addressElsewhere where an Ingress that no cloud serves can be reached; empty if nowhere, or if that is not known
     */
    public IngressReconciler(
            KubernetesClient client,
            ClusterView view,
            Observation observation,
            GroupPolicies policies,
            Predicate<GroupId> existsInCloud,
            Function<ObjectKey, List<IngressAddress>> addressElsewhere,
            ReportWriter reports,
            ReportConditions conditions,
            EventRecorder events,
            EventSource<?, Ingress> trigger) {
        this.view = view;
        this.observation = observation;
        this.policies = policies;
        this.existsInCloud = existsInCloud;
        this.addressElsewhere = addressElsewhere;
        this.writer = new IngressWriter(client);
        this.groups = new GroupObjects(client, view);
        this.reports = reports;
        this.ungrouped = new UngroupedReports(reports, conditions, events);
        this.trigger = trigger;
    }

    @Override
    public List<EventSource<?, Ingress>> prepareEventSources(EventSourceContext<Ingress> context) {
        return List.of(trigger);
    }

    @Override
    public UpdateControl<Ingress> reconcile(Ingress object, Context<Ingress> context) {
        return turnstile.pass(() -> pass(object));
    }

    private UpdateControl<Ingress> pass(Ingress object) {
        Optional<io.headgate.core.cluster.Ingress> known = view.ingresses.asNewAs(object);
        if (known.isEmpty()) {
            // The view tells as soon as it knows of it; a group must not begin before its member can be seen.
            return UpdateControl.noUpdate();
        }
        io.headgate.core.cluster.Ingress ingress = known.get();
        Snapshot snapshot = view.snapshot();
        Optional<GroupKey> wanted = snapshot.wanted(ingress);
        boolean observed = observation.covers(ingress);
        if (!observed) {
            wanted.filter(this::wasObserved)
                    .ifPresent(group -> groups.ensure(group, controller(group, ingress, snapshot), false));
        }
        if (!observed && hold(object, ingress, wanted)) {
            // Its own event goes on from here.
            return UpdateControl.noUpdate();
        }
        wanted.filter(IngressReconciler::inCloud)
                .filter(group -> !observed || observation.covers(group))
                .ifPresent(group -> groups.ensure(group, controller(group, ingress, snapshot), observed));
        if (!observed) {
            copyAddress(object, ingress, wanted);
        }
        reportWithoutGroup(ingress, snapshot, wanted);
        return UpdateControl.noUpdate();
    }

    /** Its object says so before the finalizer is ours: that has the name of the other controller's, and would look like it. */
    private boolean wasObserved(GroupKey group) {
        return inCloud(group)
                && groups.get(group)
                        .filter(LoadBalancerObject::observesPredecessor)
                        .isPresent();
    }

    /** A group with a member of the other controller's class is that controller's as long as it works. */
    private static String controller(GroupKey group, io.headgate.core.cluster.Ingress ingress, Snapshot snapshot) {
        boolean predecessor = snapshot.membership(group.provider()).group(group.group()).stream()
                .flatMap(inputs -> inputs.members().stream())
                .anyMatch(member -> snapshot.controllerOf(member.ingress()).equals(Snapshot.PREDECESSOR));
        return predecessor ? Snapshot.PREDECESSOR : snapshot.controllerOf(ingress);
    }

    /** Adds the finalizer of the wanted group, removes those of groups that let go. Gives whether anything had to be written. */
    private boolean hold(Ingress object, io.headgate.core.cluster.Ingress ingress, Optional<GroupKey> wanted) {
        Set<String> finalizers = new LinkedHashSet<>(object.getMetadata().getFinalizers());
        Optional<GroupKey> cloudGroup = wanted.filter(IngressReconciler::inCloud);
        Optional<GroupId> holding = cloudGroup.map(GroupKey::group);
        // What is only looked at makes nothing that would have to be removed.
        boolean added = cloudGroup
                .filter(group -> !policies.observes(group))
                .map(group -> finalizers.add(view.instance().finalizer(group.group())))
                .orElse(false);
        boolean removed = finalizers.removeIf(finalizer -> GroupFinalizers.held(ingress).stream()
                .filter(group -> view.instance().finalizer(group).equals(finalizer))
                .anyMatch(group -> !holding.equals(Optional.of(group))
                        && !refusedButHeld(ingress, wanted)
                        && letsGo(new GroupKey(Snapshot.AWS, group), ingress)));
        if (removed && ingress.deleting()) {
            reports.delete(ingress.key());
        }
        if (added || removed) {
            writer.finalizers(object, finalizers);
        }
        return added || removed;
    }

    /** A mistaken edit of class or group name tears nothing down. */
    private boolean refusedButHeld(io.headgate.core.cluster.Ingress ingress, Optional<GroupKey> wanted) {
        return wanted.isEmpty() && refusal(ingress, view.snapshot()).isPresent();
    }

    private boolean letsGo(GroupKey group, io.headgate.core.cluster.Ingress ingress) {
        Optional<LoadBalancerObject> object = groups.get(group);
        if (object.isPresent()) {
            LoadBalancerStatus status = object.get().status();
            return status != null
                    && status.members().stream()
                            .anyMatch(member ->
                                    member.uid().equals(ingress.uid()) && member.state() == MemberState.Released);
        }
        if (existsInCloud.test(group.group())) {
            // Made by a predecessor or in another life: a group object must exist to remove it.
            groups.ensure(group, Snapshot.PREDECESSOR, false);
            return false;
        }
        return groups.certainlyAbsent(group);
    }

    private void copyAddress(Ingress object, io.headgate.core.cluster.Ingress ingress, Optional<GroupKey> wanted) {
        Optional<GroupKey> serving = wanted.or(() -> staying(ingress));
        List<IngressAddress> addresses = serving.filter(group -> !inCloud(group))
                .map(ignored -> addressElsewhere.apply(ingress.key()))
                .orElseGet(() -> serving.flatMap(groups::get)
                        .map(LoadBalancerObject::status)
                        .map(IngressAddress::of)
                        .orElse(List.of()));
        if (!addresses.isEmpty() && !ingress.deleting() && !addresses.equals(IngressAddress.in(object))) {
            writer.status(object, addresses);
        }
    }

    /** One whose class is another operator's now has its address from that one. */
    private Optional<GroupKey> staying(io.headgate.core.cluster.Ingress ingress) {
        return refusal(ingress, view.snapshot()).isEmpty()
                ? Optional.empty()
                : GroupFinalizers.held(ingress).stream().findFirst().map(group -> new GroupKey(Snapshot.AWS, group));
    }

    private static boolean inCloud(GroupKey group) {
        return group.provider().equals(Snapshot.AWS);
    }

    private void reportWithoutGroup(
            io.headgate.core.cluster.Ingress ingress, Snapshot snapshot, Optional<GroupKey> wanted) {
        if (wanted.isEmpty() && GroupFinalizers.held(ingress).isEmpty()) {
            refusal(ingress, snapshot)
                    .ifPresentOrElse(finding -> ungrouped.tell(ingress, finding), () -> reports.delete(ingress.key()));
        }
    }

    private static Optional<Finding> refusal(io.headgate.core.cluster.Ingress ingress, Snapshot snapshot) {
        return snapshot.refusal(ingress.key());
    }
}
