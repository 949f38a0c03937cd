package io.headgate.operator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "headgate",
        description = "Turns Kubernetes Ingresses into AWS Application Load Balancers.",
        mixinStandardHelpOptions = true,
        version = "headgate 0.1.0",
        exitCodeOnInvalidInput = ExitCode.WRONG_USAGE,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OperatorCommand.class,
            CompileCommand.class,
            PlanCommand.class,
            SimulatorCommand.class,
            ServeCommand.class,
            DevCommand.class
        })
public final class HeadgateCommand {

    private HeadgateCommand() {}

    /** Runs the command line and gives its exit code: {@link ExitCode}. */
    public static int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new HeadgateCommand());
        commandLine.setExitCodeExceptionMapper(failure -> ExitCode.FAILURE);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
        return commandLine.execute(arguments);
    }
}
