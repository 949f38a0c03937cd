package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.operator.cli.HeadgateCommand;
import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The tables of docs/command-line.md are what the program says of itself. {@code -Dheadgate.docs.update=true} writes them anew. */
class FlagsPageTest {

    private static final Path PAGE = Checkout.root().resolve("docs/command-line.md");
    private static final String BEGIN = "<!-- flags: generated -->\n";
    private static final List<String> OF_EVERY_COMMAND = List.of("--help", "--version", "--verbose");

    @Test
    void thePageListsEveryFlag() throws IOException {
        String page = Files.readString(PAGE);
        String wanted = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables();

        if (Boolean.getBoolean("headgate.docs.update")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/command-line.md; write it anew with -Dheadgate.docs.update=true -Dtest=FlagsPageTest")
                .isEqualTo(wanted);
    }

    private static String tables() {
        return HeadgateCommand.commandLine().getSubcommands().values().stream()
                .map(FlagsPageTest::table)
                .collect(Collectors.joining());
    }

    private static String table(CommandLine command) {
        String name = command.getCommandName();
        String rows = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !OF_EVERY_COMMAND.contains(option.longestName()))
                .map(FlagsPageTest::row)
                .collect(Collectors.joining());
        String parameters = command.getCommandSpec().positionalParameters().stream()
                .map(FlagsPageTest::row)
                .collect(Collectors.joining());
        String description =
                String.join(" ", command.getCommandSpec().usageMessage().description());
        return "\n### headgate " + name + "\n\n" + description + ".\n"
                + (rows.isEmpty() && parameters.isEmpty()
                        ? ""
                        : "\n| flag | variable | default | meaning |\n| --- | --- | --- | --- |\n" + parameters + rows);
    }

    private static String row(OptionSpec option) {
        String value = option.arity().max() > 0 && !option.paramLabel().isEmpty() ? " " + option.paramLabel() : "";
        String defaultValue = option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
        return "| `" + String.join("`, `", option.names()) + value + "` | `"
                + variable(option.longestName()) + "` | " + defaultValue + " | "
                + text(option.description()) + " |\n";
    }

    private static String row(PositionalParamSpec parameter) {
        return "| `" + parameter.paramLabel() + "` | | | " + text(parameter.description()) + " |\n";
    }

    private static String variable(String flag) {
        return "HEADGATE_" + flag.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(String[] description) {
        return String.join(" ", description)
                .replaceAll(" \\(default: .*\\)", "")
                .replace("|", "\\|");
    }
}
