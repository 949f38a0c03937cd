package io.headgate.operator.preview;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupFinalizers;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.operator.loadbalancer.GroupPlans;
import io.headgate.operator.loadbalancer.GroupPlans.GroupPlan;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.watch.References;
import io.headgate.operator.watch.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Plans of the groups of a live cluster. For one thread. */
public final class LivePlans {

    private final LiveCluster cluster;
    private final GroupPlans plans;

    public LivePlans(LiveCluster cluster) {
        this.cluster = cluster;
        this.plans = cluster.plans();
    }

    /**
     * Plans, and what they assume about who is in which group.
     *
     * @param plans in order of the groups' names
     */
    public record Result(Membership membership, List<GroupPlan> plans) {
        public Result {
            plans = List.copyOf(plans);
        }
    }

    /** The groups that are wanted, held by an Ingress, or have an object; in order of their names. */
    public NavigableSet<GroupId> groups() {
        NavigableSet<GroupId> groups = sorted();
        groups.addAll(cluster.membership().groups().keySet());
        cluster.view().loadBalancers.all().stream()
                .filter(object -> object.group().provider().equals(Snapshot.AWS))
                .forEach(object -> groups.add(object.group().group()));
        cluster.view().ingresses.all().forEach(ingress -> groups.addAll(GroupFinalizers.held(ingress)));
        return groups;
    }

    /** What the operator would do now about these groups. */
    public Result now(NavigableSet<GroupId> groups) {
        Membership membership = cluster.membership();
        return new Result(
                membership,
                groups.stream().map(group -> plan(membership, group)).toList());
    }

    /** What the operator would do about the groups that files touch, were they applied. */
    public Result applying(ManifestCluster files) {
        ClusterState live = cluster.view().snapshot().state();
        Membership wanted = membership(live, files.state());
        wanted.all().forEach(cluster::readSecrets);
        Membership after = membership(cluster.view().snapshot().state(), files.state());
        NavigableSet<GroupId> touched = sorted();
        Membership before = cluster.membership();
        Stream.concat(before.groups().keySet().stream(), after.groups().keySet().stream())
                .filter(group -> touches(files.state(), before.group(group), after.group(group)))
                .forEach(touched::add);
        return new Result(
                after, touched.stream().map(group -> plan(after, group)).toList());
    }

    private Membership membership(ClusterState live, ClusterState files) {
        return Membership.of(Overlay.of(live, files), cluster.settings().ownership());
    }

    private GroupPlan plan(Membership membership, GroupId group) {
        return membership.group(group).map(plans::plan).orElseGet(() -> plans.removal(group));
    }

    /** Whether files name a member, a Service of one, or change what else decides about it. */
    private static boolean touches(ClusterState files, Optional<GroupInputs> before, Optional<GroupInputs> after) {
        return !members(before).equals(members(after))
                || Stream.of(before, after)
                        .flatMap(Optional::stream)
                        .flatMap(inputs -> inputs.members().stream())
                        .anyMatch(member -> names(files, member.ingress()));
    }

    private static List<GroupInputs.Member> members(Optional<GroupInputs> inputs) {
        return inputs.map(GroupInputs::members).orElse(List.of());
    }

    private static boolean names(ClusterState files, Ingress member) {
        ObjectKey key = member.key();
        return files.ingresses().stream().anyMatch(ingress -> ingress.key().equals(key))
                || References.services(member).stream().anyMatch(files.services()::containsKey);
    }

    private static NavigableSet<GroupId> sorted() {
        return new TreeSet<>(Comparator.comparing(GroupId::toString));
    }
}
