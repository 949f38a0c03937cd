package io.headgate.operator.runtime;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.ingress.ProxiedIngressReconciler;
import io.headgate.operator.proxyclass.ProxyClass;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.FirstReading;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;

/** The one reconciler of an operator that serves nothing by AWS. */
final class ProxyOnly {

    private final ClusterView view;
    private final Trigger<Ingress> ingresses;

    ProxyOnly(ClusterView view, FirstReading reading) {
        this.view = view;
        this.ingresses = new Trigger<>("ingress-view", reading);
    }

    void register(Operator operator, KubernetesClient client, ProxyClass proxy, RuntimeSettings settings, Clock clock) {
        operator.register(
                new ProxiedIngressReconciler(
                        client,
                        view,
                        proxy::address,
                        new ReportWriter(client, new ServerSideApply(client), view),
                        new ReportConditions(new Conditions(clock)),
                        new EventRecorder(client, clock),
                        ingresses.source()),
                overrider -> Controllers.common(overrider, settings).settingNamespaces(settings.namespaces()));
        view.ingresses.listen((before, now) -> {
            if (now != null) {
                ingresses.fire(now.key());
            }
        });
        view.classes.listen((before, now) -> allChanged());
        view.classParams.listen((before, now) -> allChanged());
        view.namespaces.listen((before, now) -> allChanged());
        proxy.listen(ingresses::fire);
    }

    private void allChanged() {
        view.ingresses.all().forEach(ingress -> ingresses.fire(ingress.key()));
    }
}
