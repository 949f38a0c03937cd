package io.headgate.operator.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
        name = "headgate",
        description = "Turns Kubernetes Ingresses into AWS Application Load Balancers.",
        mixinStandardHelpOptions = true,
        version = "headgate 0.1.0",
        exitCodeOnInvalidInput = ExitCode.WRONG_USAGE,
        synopsisSubcommandLabel = "COMMAND")
public final class HeadgateCommand {
    private static final List<Class<?>> COMMANDS = List.of(
            OperatorCommand.class,
            CompileCommand.class,
            PlanCommand.class,
            ExplainCommand.class,
            AnnotationsCommand.class,
            IamCommand.class,
            SimulatorCommand.class,
            ServeCommand.class,
            DevCommand.class,
            DrainCommand.class,
            GcCommand.class);

    private static final List<String> TAKING_FOREIGN_FLAGS = List.of("operator", "compile", "plan", "explain", "gc");

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace when something fails")
    private boolean verbose;

    private HeadgateCommand() {}

    /** Runs the command line and gives its exit code: {@link ExitCode}. */
    public static int run(String... arguments) {
        return reporting(new HeadgateCommand(), named(arguments)).execute(arguments);
    }

    /** The command line as it is run, but with what it says going elsewhere. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return reporting(new HeadgateCommand(), COMMANDS).setOut(out).setErr(err);
    }

    /** The one that is named first, for all the others would be a quarter of the time that it takes to come up; else all. */
    private static List<Class<?>> named(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(each -> arguments.length > 0
                        && each.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static CommandLine reporting(HeadgateCommand command, List<Class<?>> subcommands) {
        return commandLine(command, subcommands)
                .setExecutionExceptionHandler((failure, failed, parsed) -> command.report(failure, failed.getErr()))
                .setParameterExceptionHandler(HeadgateCommand::reportUsage);
    }

    /** The command line as picocli knows it, for those who describe it. */
    public static CommandLine commandLine() {
        return commandLine(new HeadgateCommand(), COMMANDS);
    }

    private static CommandLine commandLine(HeadgateCommand command, List<Class<?>> subcommands) {
        CommandLine commandLine = new CommandLine(command);
        subcommands.forEach(commandLine::addSubcommand);
        commandLine.getSubcommands().forEach((name, subcommand) -> {
            if (TAKING_FOREIGN_FLAGS.contains(name)) {
                ForeignFlags.addTo(subcommand);
            }
        });
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
    }

    /** One line that says what is wrong; the stack trace is for those who ask. */
    private int report(Exception failure, PrintWriter err) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        err.println("headgate: " + message.lines().collect(Collectors.joining(" ")));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return ExitCode.FAILURE;
    }

    private static int reportUsage(CommandLine.ParameterException failure, String... arguments) {
        CommandLine failed = failure.getCommandLine();
        failed.getErr()
                .println("headgate: " + failure.getMessage() + "; try "
                        + failed.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }
}
