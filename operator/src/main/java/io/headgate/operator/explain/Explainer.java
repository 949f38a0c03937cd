package io.headgate.operator.explain;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Belonging;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.Membership;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.explain.Evidence.Place;
import io.headgate.operator.preview.LiveCluster;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.ReportObject;
import io.headgate.operator.watch.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Explains Ingresses of a live cluster. Writes nothing. For one thread. */
public final class Explainer {

    private final LiveCluster cluster;
    private final KubernetesClient client;
    private final @Nullable Supplier<Map<String, List<Permission>>> nodePermissions;

    /** @param nodePermissions what lets load balancers reach nodes and pods, by security group; null to ask no account at all */
    public Explainer(
            LiveCluster cluster,
            KubernetesClient client,
            @Nullable Supplier<Map<String, List<Permission>>> nodePermissions) {
        this.cluster = cluster;
        this.client = client;
        this.nodePermissions = nodePermissions;
    }

    /** @throws IOException if there is no such Ingress, saying which there are */
    public Explanation explain(ObjectKey key) throws IOException {
        Ingress ingress = cluster.view().ingresses.get(key).orElseThrow(() -> new IOException(unknown(key)));
        Evidence evidence = gather(ingress);
        return new Explanation(evidence, Diagnosis.of(evidence));
    }

    private String unknown(ObjectKey key) {
        List<String> there = cluster.view().ingresses.all().stream()
                .map(ingress -> ingress.key().toString())
                .filter(name -> name.startsWith(key.namespace() + "/") || name.endsWith("/" + key.name()))
                .sorted()
                .limit(5)
                .toList();
        return "there is no Ingress " + key + (there.isEmpty() ? "" : "; there is " + String.join(", ", there))
                + ": kubectl get ingress -A lists all";
    }

    private Evidence gather(Ingress ingress) {
        IngressReportStatus report = cluster.view()
                .reports
                .get(ingress.key())
                .map(ReportObject::status)
                .orElse(null);
        Place place = place(ingress);
        List<Evidence.Event> events = events(ingress);
        FromStatus known = new FromStatus(cluster.view(), ingress, place, report);
        if (nodePermissions == null || !(place instanceof Place.InGroup group)) {
            return known.evidence(events, "");
        }
        try {
            return new FromAccount(cluster, ingress, group, report, nodePermissions.get()).evidence(events);
        } catch (CloudException failed) {
            return known.evidence(events, String.valueOf(failed.getMessage()));
        }
    }

    private Place place(Ingress ingress) {
        Belonging belonging = Membership.belonging(
                ingress, cluster.view().snapshot().state(), cluster.settings().ownership());
        return switch (belonging) {
            case Belonging.Member member -> inGroup(member.group());
            case Belonging.Refused(var finding) -> new Place.Refused(finding);
            case Belonging.Foreign() ->
                GroupFinalizers.held(ingress).stream()
                        .findFirst()
                        .map(this::inGroup)
                        .orElseGet(Place.Foreign::new);
        };
    }

    private Place inGroup(GroupId group) {
        String name =
                new GroupKey(Snapshot.AWS, group).objectName(cluster.settings().instance());
        Optional<LoadBalancerObject> object = cluster.view().loadBalancers.get(new ObjectKey("", name));
        return new Place.InGroup(
                group.toString(),
                name,
                object.map(LoadBalancerObject::deleting).orElse(false),
                object.map(LoadBalancerObject::status).orElse(null));
    }

    /** The latest first. */
    private List<Evidence.Event> events(Ingress ingress) {
        return client
                .v1()
                .events()
                .inNamespace(ingress.key().namespace())
                .withField("involvedObject.name", ingress.key().name())
                .list()
                .getItems()
                .stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("Ingress"))
                .map(event -> new Evidence.Event(
                        event.getType(),
                        event.getReason(),
                        event.getMessage(),
                        event.getCount() == null ? 1 : event.getCount(),
                        event.getLastTimestamp() == null ? null : Instant.parse(event.getLastTimestamp())))
                .sorted(Comparator.comparing(Evidence.Event::last, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
    }
}
