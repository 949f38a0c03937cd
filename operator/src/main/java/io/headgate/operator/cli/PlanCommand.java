package io.headgate.operator.cli;

import io.headgate.core.compile.CompilerSettings;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.plan.Plan;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.observed.AccountFile;
import io.headgate.operator.observed.OfflinePlans;
import io.headgate.operator.state.FactsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate plan}. */
@Command(name = "plan", description = "Print the ordered steps with their risks", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    ManifestFlags manifests = new ManifestFlags();

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
            names = "-o",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "What to print: ${COMPLETION-CANDIDATES}")
    Output output = Output.text;

    @Mixin
    OperatorFlags flags = new OperatorFlags();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** What can be printed. */
    enum Output {
        /** One line a step. */
        text,
        /** Everything that each call carries. */
        json
    }

    @Override
    public Integer call() throws IOException {
        Logs.onlyErrors();
        Account account = account();
        CompilerSettings settings = flags.offlineSettings(account.facts().clusterName());
        ManifestCluster cluster = manifests.cluster();
        ManifestCompilation compilation = ManifestCompilation.of(cluster, account.facts(), settings);
        List<Plan> plans = OfflinePlans.of(compilation.stacks(), account.observed(), settings.externalManagedTags());
        print(plans);
        complain(compilation);
        if (plans.stream().anyMatch(Plan::destructive)) {
            return ExitCode.DESTRUCTIVE;
        }
        return compilation.refused().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** What is known, and what exists if that was given. */
    private record Account(CloudFacts facts, Optional<AccountFile> observed) {}

    private Account account() throws IOException {
        Path known = facts;
        Path state = observed;
        if (known == null) {
            return observedAlone(state);
        }
        CloudFacts given = FactsFile.read(known).facts();
        if (state == null) {
            return new Account(given, Optional.empty());
        }
        AccountFile file = AccountFile.read(
                state, flags.offlineSettings(given.clusterName()).clusterName());
        return new Account(file.completed(given), Optional.of(file));
    }

    private Account observedAlone(@Nullable Path state) throws IOException {
        String cluster = flags.offlineSettings("").clusterName();
        if (state == null) {
            throw wrongUsage("'--facts=FACTS.json', or '--observed=STATE' of a whole account");
        }
        if (cluster.isEmpty()) {
            throw wrongUsage("'--cluster-name=NAME', since no '--facts' tell it");
        }
        AccountFile file = AccountFile.read(state, cluster);
        return new Account(file.facts(), Optional.of(file));
    }

    private ParameterException wrongUsage(String missing) {
        return new ParameterException(spec.commandLine(), "Missing required option: " + missing);
    }

    private void print(List<Plan> plans) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case text -> PlanPrinter.text(plans);
                    case json -> PlanPrinter.json(plans);
                });
        out.flush();
    }

    private void complain(ManifestCompilation compilation) {
        PrintWriter err = spec.commandLine().getErr();
        flags.withoutEffect().forEach(flag -> err.println("INFO " + flag + " has no effect here"));
        compilation.inOrderOfWeight().map(Finding::oneLine).forEach(err::println);
        err.flush();
    }
}
