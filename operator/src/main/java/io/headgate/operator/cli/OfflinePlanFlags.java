package io.headgate.operator.cli;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.naming.Owner;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.observed.AccountFile;
import io.headgate.operator.observed.OfflinePlans;
import io.headgate.operator.preview.ManifestDifference;
import io.headgate.operator.state.FactsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Plans from files alone: what they ask for, against nothing, against an account in a file, or against other files. */
final class OfflinePlanFlags {

    @Option(
            names = "--facts",
            paramLabel = "FACTS.json",
            description =
                    "The facts of the account: VPC, subnets, certificates and so on; without it those of --observed")
    @Nullable
    Path facts;

    @Option(
            names = "--observed",
            paramLabel = "STATE",
            description = "What exists in the account, as the Describe calls answer; without it nothing exists")
    @Nullable
    Path observed;

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description = "Former manifests: what they make exists; a group that is only in them goes")
    List<Path> against = List.of();

    boolean given() {
        return facts != null || observed != null || !against.isEmpty();
    }

    PlannedGroups plan(ManifestFlags manifests, OperatorFlags flags, CommandSpec command) throws IOException {
        if (!against.isEmpty() && observed != null && facts != null) {
            throw new ParameterException(
                    command.commandLine(), "--against and --observed both say what exists; leave one of them away");
        }
        ManifestCluster cluster = manifests.cluster(command);
        Account account = account(flags, command);
        CompilerSettings settings = flags.offlineSettings(account.facts().clusterName());
        if (against.isEmpty()) {
            ManifestCompilation compilation = ManifestCompilation.of(cluster, account.facts(), settings);
            return PlannedGroups.of(
                    OfflinePlans.of(
                            compilation.stacks(),
                            account.observed(),
                            settings.externalManagedTags(),
                            settings.limits(account.facts().limits())),
                    compilation.inOrderOfWeight());
        }
        ManifestDifference difference =
                ManifestDifference.between(manifests.read(against), cluster, account.facts(), settings);
        return PlannedGroups.of(difference.plans(), difference.compilation().inOrderOfWeight());
    }

    /** What is known, and what exists if that was given. */
    private record Account(CloudFacts facts, Optional<AccountFile> observed) {}

    private Account account(OperatorFlags flags, CommandSpec command) throws IOException {
        Path known = facts;
        Path state = observed;
        if (known == null) {
            return observedAlone(state, flags, command);
        }
        CloudFacts given = FactsFile.read(known).facts();
        if (state == null) {
            return new Account(given, Optional.empty());
        }
        AccountFile file = AccountFile.read(
                state, flags.offlineSettings(given.clusterName()).owner());
        return new Account(file.completed(given), Optional.of(file));
    }

    private static Account observedAlone(@Nullable Path state, OperatorFlags flags, CommandSpec command)
            throws IOException {
        Owner owner = flags.offlineSettings("").owner();
        if (state == null) {
            throw wrongUsage(
                    command,
                    "'--facts=FACTS.json', '--observed=STATE' of a whole account, or '--cluster' to ask a cluster");
        }
        if (owner.cluster().isEmpty()) {
            throw wrongUsage(command, "'--cluster-name=NAME', since no '--facts' tell it");
        }
        AccountFile file = AccountFile.read(state, owner);
        return new Account(file.facts(), Optional.of(file));
    }

    private static ParameterException wrongUsage(CommandSpec command, String missing) {
        return new ParameterException(command.commandLine(), "Missing required option: " + missing);
    }
}
