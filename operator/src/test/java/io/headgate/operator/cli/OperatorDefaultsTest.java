package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's command line without flags, and with some that switch something off. */
final class OperatorDefaultsTest {

    @Test
    void eachDefaultIsAValueOfItsFlag() {
        assertThat(complaint("operator"))
                .as("the only thing that nobody but the user knows")
                .contains("--cluster-name")
                .doesNotContain("Invalid value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--warm-up-timeout=0", "--target-replacement-timeout=0s", "--endpoint-resync-interval=0s"})
    void whatCanBeSwitchedOffIsSwitchedOffByZero(String flag) {
        assertThat(complaint("operator", flag)).doesNotContain("Invalid value");
    }

    private static String complaint(String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        HeadgateCommand.commandLine(writer, writer).execute(arguments);
        return said.toString();
    }
}
