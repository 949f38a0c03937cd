package io.headgate.operator.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.Snapshot;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operator without AWS does for Ingresses: copies the address of those that the proxy serves, and reports those that it cannot
 * place. Ingresses of other classes are somebody else's: their finalizers and addresses are not touched, whatever they say.
 */
@ControllerConfiguration(
        name = "ingress",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(comparableResourceVersions = false))
public final class ProxiedIngressReconciler implements Reconciler<Ingress> {

    private final ClusterView view;
    private final Function<ObjectKey, List<IngressAddress>> address;
    private final IngressWriter writer;
    private final ReportWriter reports;
    private final UngroupedReports ungrouped;
    private final EventSource<?, Ingress> trigger;

    /** @param address where an Ingress can be reached; empty if nowhere, or if that is not known */
    public ProxiedIngressReconciler(
            KubernetesClient client,
            ClusterView view,
            Function<ObjectKey, List<IngressAddress>> address,
            ReportWriter reports,
            ReportConditions conditions,
            EventRecorder events,
            EventSource<?, Ingress> trigger) {
        this.view = view;
        this.address = address;
        this.writer = new IngressWriter(client);
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
        // The view tells as soon as it knows of it.
        view.ingresses.asNewAs(object).ifPresent(ingress -> reconcile(object, ingress));
        return UpdateControl.noUpdate();
    }

    private void reconcile(Ingress object, io.headgate.core.cluster.Ingress ingress) {
        Snapshot snapshot = view.snapshot();
        Optional<Finding> refusal = snapshot.refusal(ingress.key());
        if (snapshot.wanted(ingress).isPresent()) {
            copyAddress(object, ingress);
        } else if (refusal.isPresent()) {
            ungrouped.tell(ingress, refusal.get());
        } else if (reports.present(ingress.key())
                .filter(status -> Snapshot.PROXY.equals(status.loadBalancer()))
                .isPresent()) {
            reports.delete(ingress.key());
        }
    }

    private void copyAddress(Ingress object, io.headgate.core.cluster.Ingress ingress) {
        List<IngressAddress> addresses = address.apply(ingress.key());
        if (!addresses.isEmpty() && !ingress.deleting() && !addresses.equals(IngressAddress.in(object))) {
            writer.status(object, addresses);
        }
    }
}
