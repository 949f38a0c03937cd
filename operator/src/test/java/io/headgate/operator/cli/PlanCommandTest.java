package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PlanCommandTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String CASE =
            RESOURCES.resolve("corpus/cases/app-bookshop/input.yaml").toString();
    private static final String FACTS = RESOURCES.resolve("corpus/seed.json").toString();
    private static final Path TAKEOVER = RESOURCES.resolve("takeover");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsAStepALineForPeople() {
        int exitCode = plan("-f", CASE, "--facts", FACTS);

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("group bookshop/shop:\n")
                .containsPattern("\\d  CreateLoadBalancer +none ")
                .containsPattern("\\d  CreateListener +none .*  after \\d+");
    }

    @Test
    void printsAllThatACallCarriesForPrograms() throws IOException {
        int exitCode = plan("-f", CASE, "--facts", FACTS, "-o", "json");

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        JsonNode group = new ObjectMapper().readTree(out.toString()).path(0);
        assertThat(group.path("group").asText()).isEqualTo("bookshop/shop");
        assertThat(group.path("steps"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.path("details").isObject()).isTrue());
        assertThat(group.path("steps").findValuesAsText("call")).contains("CreateLoadBalancer", "CreateRule");
    }

    @Test
    void plansNothingForWhatAnotherControllerLeft() {
        int exitCode = plan(TAKEOVER.resolve("cluster.json"), TAKEOVER.resolve("account.json"));

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().lines()).hasSize(13).allMatch(line -> line.endsWith(": nothing to do"));
    }

    @Test
    void endsOtherwiseWhenAPlanReplaces(@TempDir Path folder) throws IOException {
        Path changed = folder.resolve("account.json");
        String internal = "\"Scheme\": \"internal\"";
        String account = Files.readString(TAKEOVER.resolve("account.json"));
        assertThat(account).contains(internal);
        Files.writeString(changed, account.replace(internal, "\"Scheme\": \"internet-facing\""));

        int exitCode = plan(TAKEOVER.resolve("cluster.json"), changed);

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DESTRUCTIVE);
        assertThat(out.toString()).contains("DeleteLoadBalancer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--observed=no-such-file.json", "--facts=seed.json --no-such-flag"})
    void refusesWrongUsage(String more) {
        assertThat(HeadgateCommand.run(("plan -f " + CASE + " " + more).strip().split(" ")))
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    private int plan(Path cluster, Path account) {
        return plan("-f", cluster.toString(), "--observed", account.toString(), "--cluster-name=lab");
    }

    private int plan(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(all);
    }
}
