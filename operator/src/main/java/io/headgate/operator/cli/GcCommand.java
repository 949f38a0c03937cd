package io.headgate.operator.cli;

import io.headgate.aws.teardown.OwnedResource;
import io.headgate.core.group.GroupId;
import io.headgate.operator.cleanup.Blocked;
import io.headgate.operator.cleanup.GarbageCollection;
import io.headgate.operator.cleanup.GarbageCollection.Orphan;
import io.headgate.operator.cleanup.Orphans;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate gc}. */
@Command(
        name = "gc",
        description = "Remove from the account groups of this cluster that nothing in the cluster refers to",
        mixinStandardHelpOptions = true)
final class GcCommand implements Callable<Integer> {

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = GoDurationConverter.class,
            description = "Leave groups alone whose load balancer is younger (default: ${DEFAULT-VALUE})")
    Duration grace = Duration.ofHours(1);

    @Option(
            names = "--from-empty-cluster",
            description = "Go on although the cluster has not a single Ingress: make sure that it is the right one")
    boolean fromEmptyCluster;

    @Mixin
    RemovalFlags removal = new RemovalFlags();

    @Mixin
    ClusterFlags clusterFlags = new ClusterFlags();

    @Mixin
    AwsFlags awsFlags = new AwsFlags();

    @Mixin
    OperatorFlags flags = new OperatorFlags();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.onlyErrors();
        List<Orphan> due;
        try (Connection connection = Connection.open(spec, flags, clusterFlags, awsFlags, null)) {
            due = due(connection, true);
        }
        if (due.isEmpty()) {
            say("nothing to remove");
            return ExitCode.DONE;
        }
        if (removal.dryRun) {
            return ExitCode.DESTRUCTIVE;
        }
        removal.confirm("remove " + due.size() + " groups", String.valueOf(flags.clusterName), spec);
        return remove(due.stream().map(Orphan::group).collect(Collectors.toSet()));
    }

    /** What was found to be due is removed only if it still is after another look at the whole cluster. */
    private int remove(Set<GroupId> due) {
        try (Connection connection = Connection.openForChange(spec, flags, clusterFlags, awsFlags)) {
            List<GroupId> still = due(connection, false).stream()
                    .map(Orphan::group)
                    .filter(due::contains)
                    .toList();
            List<Blocked> blocked = collection(connection).remove(still, removal.disableProtection, this::say);
            blocked.forEach(each -> say("blocked: " + each));
            boolean all = blocked.isEmpty() && still.size() == due.size();
            say(all ? "all of it is removed" : "run the command again to go on");
            return all ? ExitCode.DONE : ExitCode.FAILURE;
        }
    }

    private List<Orphan> due(Connection connection, boolean tell) {
        List<Orphan> orphans = collection(connection)
                .find(connection.cluster(), connection.cluster().settings().owner());
        if (tell) {
            orphans.forEach(this::tell);
        }
        List<Orphan> due =
                orphans.stream().filter(orphan -> !orphan.youngerThan(grace)).toList();
        if (!due.isEmpty()
                && !fromEmptyCluster
                && Orphans.nothingRefers(connection.cluster().view())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the cluster has no Ingress and no LoadBalancer at all, so everything would go; if this is the right"
                            + " cluster, give --from-empty-cluster");
        }
        return due;
    }

    private static GarbageCollection collection(Connection connection) {
        return new GarbageCollection(connection.account(), Clock.systemUTC());
    }

    private void tell(Orphan orphan) {
        String age = orphan.age() == null ? "of unknown age" : hours(orphan.age()) + " old";
        say((orphan.youngerThan(grace) ? "keep, too young: " : "remove: ") + "group " + orphan.group() + ", " + age
                + ": no Ingress, LoadBalancer or TargetGroupBinding refers to it");
        orphan.resources().stream().map(OwnedResource::toString).forEach(each -> say("  " + each));
    }

    private static String hours(Duration age) {
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
