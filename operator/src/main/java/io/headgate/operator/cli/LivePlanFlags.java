package io.headgate.operator.cli;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.plan.Removals;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.operator.loadbalancer.GroupPlans.GroupPlan;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.preview.LiveCluster;
import io.headgate.operator.preview.LivePlans;
import io.headgate.operator.safety.Caution;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Plans for a live cluster, with or without files applied to it. */
final class LivePlanFlags {

    @Option(
            names = "--cluster",
            description = "Plan what the files would change in the cluster, of the groups that they touch")
    boolean cluster;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description =
                    "Plan what the operator would do now about a group: its name, or namespace/name of an Ingress")
    List<String> groups = List.of();

    @Option(names = "--all", description = "Plan what the operator would do now about all groups")
    boolean all;

    @Mixin
    ClusterFlags clusterFlags = new ClusterFlags();

    @Mixin
    AwsFlags awsFlags = new AwsFlags();

    boolean given() {
        return cluster || asksForNow();
    }

    boolean asksForNow() {
        return all || !groups.isEmpty();
    }

    PlannedGroups plan(ManifestFlags manifests, OperatorFlags flags, CommandSpec command) throws IOException {
        ManifestCluster files = cluster ? manifests.cluster(command) : null;
        try (Connection connection =
                Connection.open(command, flags, clusterFlags, awsFlags, emptyAsNull(manifests.watchNamespace))) {
            LivePlans plans = new LivePlans(connection.cluster());
            LivePlans.Result result = files == null ? plans.now(chosen(plans)) : plans.applying(files);
            return new PlannedGroups(
                    result.plans().stream()
                            .map(plan -> new PlannedGroups.Shown(
                                    plan.plan(), notes(plan, connection.cluster()), plan.quotas()))
                            .toList(),
                    findings(result, files));
        }
    }

    private NavigableSet<GroupId> chosen(LivePlans plans) throws IOException {
        NavigableSet<GroupId> present = plans.groups();
        if (all) {
            return present;
        }
        NavigableSet<GroupId> chosen = new TreeSet<>(present.comparator());
        groups.forEach(name -> chosen.add(GroupId.parse(name)));
        for (GroupId group : chosen) {
            if (!present.contains(group)) {
                throw new IOException("there is no group " + group + "; the groups are "
                        + (present.isEmpty() ? "none" : present) + ": give the name of one, or --all");
            }
        }
        return chosen;
    }

    private static List<String> notes(GroupPlan plan, LiveCluster cluster) {
        List<String> notes = new ArrayList<>();
        Compilation compilation = plan.compilation();
        if (compilation != null && compilation.frozen()) {
            notes.add("no member can be used; what exists stays as it is");
        }
        String name = new GroupKey(Snapshot.AWS, plan.group())
                .objectName(cluster.settings().instance());
        Removals removals = Removals.of(plan.plan());
        if (!removals.isEmpty()) {
            notes.add(
                    "where removals wait for approval, and to replace a load balancer: " + Caution.ask(name, removals));
        }
        cluster.view()
                .loadBalancers
                .get(new ObjectKey("", name))
                .filter(object -> object.mode() == LoadBalancerSpec.Mode.Observe)
                .ifPresent(object -> notes.add("the operator only observes this group: its mode is Observe"));
        return notes;
    }

    /** Of the planned groups; and why Ingresses of the files, or any if there are none, are in no group. */
    private static List<Finding> findings(LivePlans.Result result, @Nullable ManifestCluster files) {
        Stream<Finding> members = result.plans().stream()
                .flatMap(plan -> Stream.ofNullable(plan.compilation()))
                .flatMap(compilation -> compilation.findings().values().stream())
                .flatMap(List::stream);
        Stream<Finding> others = result.membership().refused().entrySet().stream()
                .filter(entry -> files == null
                        || files.state().ingresses().stream()
                                .anyMatch(ingress -> ingress.key().equals(entry.getKey())))
                .map(entry -> entry.getValue());
        return Stream.concat(members, others).distinct().toList();
    }

    private static @Nullable String emptyAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
