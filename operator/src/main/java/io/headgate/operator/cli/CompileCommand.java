package io.headgate.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.headgate.core.finding.Finding;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.offline.WrittenObjects;
import io.headgate.operator.state.AccountFacts;
import io.headgate.operator.state.FactsFile;
import io.headgate.operator.state.QuotasWriter;
import io.headgate.operator.state.StackTable;
import io.headgate.operator.state.StateWriter;
import io.headgate.operator.state.TargetsWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headgate compile}. */
@Command(
        name = "compile",
        description = "Compile manifests offline, without a cluster and without AWS",
        mixinStandardHelpOptions = true)
final class CompileCommand implements Callable<Integer> {
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Mixin
    ManifestFlags manifests = new ManifestFlags();

    @Option(
            names = "--facts",
            required = true,
            paramLabel = "FACTS.json",
            description = "The facts of the account: VPC, subnets, certificates and so on")
    Path facts = Path.of("facts.json");

    @Option(
            names = "-o",
            defaultValue = "state",
            paramLabel = "FORMAT",
            description = "What to print: ${COMPLETION-CANDIDATES}")
    Output output = Output.state;

    @Mixin
    OperatorFlags flags = new OperatorFlags();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** What can be printed. */
    enum Output {
        /** The normal form of the AWS state. */
        state,
        /** The targets of each target group. */
        targets,
        /** The Kubernetes objects that the operator would write. */
        yaml,
        /** Load balancers, listeners and rules for people. */
        table,
        /** What groups use of the limits of the account, now and if all Ingresses were sparing. */
        quotas
    }

    @Override
    public Integer call() throws IOException {
        Logs.onlyErrors();
        AccountFacts account = FactsFile.read(facts);
        ManifestCluster cluster = manifests.cluster(spec);
        CompilerSettings settings = flags.offlineSettings(account.facts().clusterName());
        ManifestCompilation compilation = ManifestCompilation.of(cluster, account.facts(), settings);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                switch (output) {
                    case state ->
                        JSON.writeValueAsString(
                                new StateWriter(account).write(compilation.stacks(), compilation.refused()));
                    case targets ->
                        JSON.writeValueAsString(TargetsWriter.write(
                                compilation.stacks(),
                                cluster,
                                account.facts(),
                                settings.enabled(FeatureGate.ENDPOINTS_FAIL_OPEN)));
                    case yaml -> WrittenObjects.yaml(cluster, compilation, settings.instance());
                    case quotas ->
                        JSON.writeValueAsString(QuotasWriter.write(
                                compilation.groups(),
                                ManifestCompilation.of(cluster, account.facts(), settings.sparing())
                                        .groups()));
                    case table -> StackTable.write(compilation.stacks(), account);
                });
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        flags.withoutEffect().forEach(flag -> err.println("INFO " + flag + " has no effect here"));
        compilation.inOrderOfWeight().map(Finding::oneLine).forEach(err::println);
        err.flush();
        return compilation.refused().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
