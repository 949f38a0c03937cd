package io.headgate.operator.cli;

import io.headgate.core.finding.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headgate plan}. */
@Command(
        name = "plan",
        description = "Print the ordered steps with their risks, of files or of a live cluster, and do nothing",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    ManifestFlags manifests = new ManifestFlags();

    @Mixin
    OfflinePlanFlags offline = new OfflinePlanFlags();

    @Mixin
    LivePlanFlags live = new LivePlanFlags();

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
        requireOneQuestion();
        PlannedGroups planned = live.given() ? live.plan(manifests, flags, spec) : offline.plan(manifests, flags, spec);
        print(planned);
        complain(planned);
        return planned.exitCode();
    }

    private void requireOneQuestion() {
        if (live.asksForNow() && (manifests.given() || live.cluster)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--group and --all are about what is in the cluster now; for files that are not applied yet give -f"
                            + " with --cluster instead");
        }
        if (live.given() && offline.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--facts, --observed and --against are for plans without a cluster; leave them away, or --cluster,"
                            + " --group and --all");
        }
    }

    private void print(PlannedGroups planned) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case text -> PlanPrinter.text(planned.groups());
                    case json -> PlanPrinter.json(planned.groups());
                });
        out.flush();
    }

    private void complain(PlannedGroups planned) {
        PrintWriter err = spec.commandLine().getErr();
        flags.withoutEffect().forEach(flag -> err.println("INFO " + flag + " has no effect here"));
        planned.findings().stream().map(Finding::oneLine).forEach(err::println);
        err.flush();
    }
}
