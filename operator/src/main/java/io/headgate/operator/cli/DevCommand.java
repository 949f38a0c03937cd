package io.headgate.operator.cli;

import io.headgate.operator.dev.DevSession;
import io.headgate.operator.dev.DevSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate dev}. */
@Command(
        name = "dev",
        description = "Try a folder of manifests on this machine: API server, local AWS, operator and backends",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A manifest or a folder of manifests")
    private Path manifests = Path.of("");

    @Option(
            names = "--no-cluster",
            description = "Without API server: compile the files and execute the plan straight away")
    private boolean noCluster;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Pods behind each Service (default: ${DEFAULT-VALUE})")
    private int replicas = 2;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.onlyErrors();
        PrintWriter out = spec.commandLine().getOut();
        DevSession.run(new DevSettings(manifests, !noCluster, Math.max(1, replicas)), line -> {
            out.println(line);
            out.flush();
        });
        return ExitCode.DONE;
    }
}
