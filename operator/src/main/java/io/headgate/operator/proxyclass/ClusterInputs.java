package io.headgate.operator.proxyclass;

import io.fabric8.kubernetes.api.model.Secret;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.EndpointSlice;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.loadbalancer.ContributionJson;
import io.headgate.operator.serve.ServedCluster;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.NamedSecrets;
import io.headgate.operator.watch.ReportObject;
import io.headgate.operator.watch.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what the proxy serves, and nothing of other classes: they must cost nothing here. Used by one thread. */
final class ClusterInputs {

    private final ClusterView view;
    private final NamedSecrets secrets;

    ClusterInputs(ClusterView view, NamedSecrets secrets) {
        this.view = view;
        this.secrets = secrets;
    }

    /** @param accepted those that are served already: they count even if their class or group cannot be told any more */
    ServedCluster gather(Set<ObjectKey> accepted) {
        Snapshot snapshot = view.snapshot();
        Membership membership = snapshot.membership(Snapshot.PROXY);
        Set<ObjectKey> served = new HashSet<>(membership.refused().keySet());
        served.retainAll(accepted);
        members(membership).forEach(ingress -> served.add(ingress.key()));
        ClusterState all = snapshot.state();
        List<Ingress> ingresses = all.ingresses().stream()
                .filter(ingress -> served.contains(ingress.key()))
                .toList();
        return new ServedCluster(
                new ClusterState(
                        ingresses,
                        all.classes(),
                        all.classParams(),
                        all.namespaces(),
                        all.services(),
                        all.oidcSecrets()),
                view.slices.all().stream().collect(Collectors.groupingBy(EndpointSlice::service)),
                Map.of(),
                view.nodes.all().stream().collect(Collectors.toMap(node -> node.name(), node -> node)),
                present(named(ingresses)));
    }

    private Map<ObjectKey, Secret> present(Set<ObjectKey> named) {
        secrets.follow(named, named::contains).join();
        return secrets.present();
    }

    /** What an earlier process or another replica accepted of those that the proxy serves. */
    Map<ObjectKey, Contribution> reported() {
        Map<ObjectKey, Contribution> accepted = new HashMap<>();
        for (ReportObject report : view.reports.all()) {
            IngressReportStatus status = report.status();
            if (status != null
                    && Snapshot.PROXY.equals(status.loadBalancer())
                    && status.acceptedContribution() != null) {
                ContributionJson.read(status.acceptedContribution())
                        .ifPresent(contribution -> accepted.put(report.key(), contribution));
            }
        }
        return accepted;
    }

    private static Collection<Ingress> members(Membership membership) {
        return membership.all().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> member.refusal() == null)
                .map(GroupInputs.Member::ingress)
                .toList();
    }

    private static Set<ObjectKey> named(List<Ingress> ingresses) {
        Set<ObjectKey> named = new HashSet<>();
        for (Ingress ingress : ingresses) {
            for (Ingress.Tls tls : ingress.tls()) {
                String name = tls.secretName();
                if (name != null && !name.isEmpty()) {
                    named.add(new ObjectKey(ingress.key().namespace(), name));
                }
            }
        }
        return named;
    }
}
