package io.headgate.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.teardown.OwnedResource;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.GroupId;
import io.headgate.operator.cleanup.Blocked;
import io.headgate.operator.cleanup.Drain;
import io.headgate.operator.cleanup.OperatorStop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate drain}. */
@Command(
        name = "drain",
        description = "Remove from the account all that carries the cluster's tags, even if the cluster is gone",
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {

    @Mixin
    AccountFlags flags = new AccountFlags();

    @Mixin
    RemovalFlags removal = new RemovalFlags();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = GoDurationConverter.class,
            description = "How long to wait for what AWS releases by itself (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--stop-operator",
            paramLabel = "NAMESPACE/DEPLOYMENT",
            description = "First scale this Deployment of the operator to nothing, and wait until its pods are gone;"
                    + " the only thing for which the API server is asked")
    @Nullable
    String operator;

    @Mixin
    ClusterFlags clusterFlags = new ClusterFlags();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.onlyErrors();
        Found found = find();
        if (found.isEmpty()) {
            say("nothing carries the tags of cluster " + flags.clusterName);
            return ExitCode.DONE;
        }
        found.resources().forEach(each -> say((removal.dryRun ? "would remove " : "found ") + words(each)));
        if (found.permissions() > 0) {
            say((removal.dryRun ? "would revoke " : "found ") + found.permissions() + " permissions of nodes");
        }
        found.unread().ifPresent(this::say);
        if (removal.dryRun) {
            return ExitCode.DESTRUCTIVE;
        }
        removal.confirm(
                "remove " + found.resources().size() + " things of cluster " + flags.clusterName
                        + (operator == null ? "; its operator must not run any more" : ""),
                flags.clusterName,
                spec);
        return stopped() ? drain(operator == null ? found : find()) : ExitCode.FAILURE;
    }

    private boolean stopped() {
        if (operator == null) {
            return true;
        }
        String[] name = operator.split("/", 2);
        if (name.length < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--stop-operator: expected NAMESPACE/DEPLOYMENT, was " + operator);
        }
        try (KubernetesClient client = clusterFlags.client(spec)) {
            boolean stopped = OperatorStop.stop(client, new ObjectKey(name[0], name[1]), new Waiting(timeout));
            say(
                    stopped
                            ? "operator " + operator + " is stopped"
                            : "operator " + operator + " still has pods; nothing was removed");
            return stopped;
        }
    }

    private int drain(Found found) {
        List<Blocked> blocked = new ArrayList<>();
        Waiting waiting = new Waiting(timeout);
        for (String vpc : found.vpcs()) {
            try (AwsProvider account = flags.account(vpc, spec)) {
                blocked.addAll(new Drain(account, found.certificateGroups(), removal.disableProtection, this::say)
                        .run(waiting));
            }
        }
        Found left = find();
        blocked.forEach(each -> say("blocked: " + each));
        left.resources().forEach(each -> say("left: " + words(each)));
        left.unread().ifPresent(this::say);
        boolean empty = left.isEmpty() && blocked.isEmpty() && left.unread().isEmpty();
        say(empty ? "nothing of cluster " + flags.clusterName + " is left" : "run the command again to go on");
        return empty ? ExitCode.DONE : ExitCode.FAILURE;
    }

    /**
     * What the account has of the cluster.
     *
     * @param unread what could not be looked at
     */
    private record Found(List<OwnedResource> resources, int permissions, Set<String> vpcs, Optional<String> unread) {

        boolean isEmpty() {
            return resources.isEmpty() && permissions == 0;
        }

        Set<GroupId> certificateGroups() {
            return resources.stream()
                    .filter(each -> each.kind() == OwnedResource.Kind.CERTIFICATE)
                    .flatMap(each -> each.group().stream())
                    .collect(Collectors.toSet());
        }
    }

    private Found find() {
        List<OwnedResource> resources;
        Optional<String> unread = Optional.empty();
        try (AwsProvider anywhere = flags.account("", spec)) {
            resources = new ArrayList<>(anywhere.teardown().inventory());
            try {
                resources.addAll(anywhere.teardown().certificates());
            } catch (CloudException failed) {
                unread = Optional.of("certificates cannot be looked for: " + failed.getMessage()
                        + "; allow acm:ListCertificates and acm:ListTagsForCertificate");
            }
        }
        Set<String> vpcs = vpcs(resources);
        List<OwnedResource> inVpcs = resources.stream()
                .filter(each -> each.vpcId().isEmpty() || vpcs.contains(each.vpcId()))
                .toList();
        return new Found(inVpcs, vpcs.stream().mapToInt(this::permissions).sum(), vpcs, unread);
    }

    private Set<String> vpcs(List<OwnedResource> resources) {
        String chosen = flags.vpcId;
        if (chosen != null && !chosen.isEmpty()) {
            return Set.of(chosen);
        }
        Set<String> vpcs = resources.stream()
                .map(OwnedResource::vpcId)
                .filter(vpc -> !vpc.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (vpcs.isEmpty() && !resources.isEmpty()) {
            vpcs.add(""); // Certificates are in none.
        }
        return vpcs;
    }

    private int permissions(String vpc) {
        try (AwsProvider account = flags.account(vpc, spec)) {
            account.load();
            return account.teardown().permissions();
        }
    }

    private String words(OwnedResource each) {
        String whose = each.instance().equals(flags.instance.name())
                ? ""
                : each.instance().isEmpty()
                        ? ", of the operator without a name: run without --instance"
                        : ", of another operator: run with --instance " + each.instance();
        return each
                + each.group().map(group -> " of group " + group).orElse(each.shared() ? ", shared by all groups" : "")
                + (each.group().isEmpty() && !each.shared() ? ", which was not made for Ingresses" : "")
                + whose;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
