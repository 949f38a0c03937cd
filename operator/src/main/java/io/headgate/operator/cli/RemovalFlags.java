package io.headgate.operator.cli;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a command of a person removes things: whether at all, how much, and whether it asks before. */
final class RemovalFlags {

    @Option(names = "--dry-run", description = "Only list what would be removed")
    boolean dryRun;

    @Option(
            names = "--disable-deletion-protection",
            description = "Also remove load balancers that are protected from deletion")
    boolean disableProtection;

    @Option(names = "--yes", description = "Do not ask")
    boolean yes;

    /**
     * Goes on only if that was agreed to.
     *
     * @param what is going to be done, as {@code remove 3 things}
     * @param word has to be typed
     * @throws ParameterException if it was not, or if there is nobody to ask
     */
    void confirm(String what, String word, CommandSpec command) {
        if (yes) {
            return;
        }
        Console terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "this would " + what + ": give --yes, since there is no terminal to ask at"));
        String answer = terminal.readLine("This will %s.%nType %s to go on: ", what, word);
        if (!word.equals(answer)) {
            throw new ParameterException(command.commandLine(), "not agreed to; nothing was removed");
        }
    }
}
