package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
                .containsPattern("\\d  CreateListener +none .*  after \\d+")
                .contains("rules-per-application-load-balancer  0 -> 6 of 100, as nobody told the limit\n");
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

    @Test
    void plansNothingFromManifestsToThemselves() {
        int exitCode = plan("-f", CASE, "--against", CASE, "--facts", FACTS);

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).isEqualTo("group bookshop/shop: nothing to do\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            another answer  | HTTP_301       | HTTP_302       | 0 | ModifyRule
            another scheme  | scheme: internet-facing | scheme: internal | 2 | DeleteLoadBalancer
            another name    | name: shop     | name: store      | 2 | DeleteLoadBalancer
            """)
    void plansFromFormerManifests(
            String edit, String former, String now, int exitCode, String call, @TempDir Path folder)
            throws IOException {
        String manifest = Files.readString(Path.of(CASE));
        assertThat(manifest).contains(former);
        Path changed = Files.writeString(folder.resolve("now.yaml"), manifest.replace(former, now));

        int ended = plan("-f", changed.toString(), "--against", CASE, "--facts", FACTS);

        assertThat(ended).as(edit + ": " + err).isEqualTo(exitCode);
        assertThat(out.toString()).contains(call);
    }

    @Test
    void aMistakeInTheNewManifestsLeavesWhatTheFormerOnesMade(@TempDir Path folder) throws IOException {
        String manifest = Files.readString(Path.of(CASE));
        Path mistaken = Files.writeString(
                folder.resolve("now.yaml"),
                manifest.replaceAll(
                        "alb.ingress.kubernetes.io/scheme: .*", "alb.ingress.kubernetes.io/scheme: sideways"));

        int exitCode = plan("-f", mistaken.toString(), "--against", CASE, "--facts", FACTS);

        assertThat(exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString()).isEqualTo("group bookshop/shop: nothing to do\n");
        assertThat(err.toString()).contains("sideways");
    }

    @Test
    void showsBeforehandWhatPackingAndSharingSpare(@TempDir Path folder) throws IOException {
        String manifests = Files.readString(RESOURCES.resolve("two-of-a-group.yaml"));
        Path former = Files.writeString(folder.resolve("former.yaml"), manifests);
        Path now = Files.writeString(folder.resolve("now.yaml"), manifests.replace("annotations:", """
                        annotations:
                            headgate.io/rule-packing: enabled
                            headgate.io/share-target-groups: enabled
                        """));

        int exitCode = plan("-f", now.toString(), "--against", former.toString(), "--facts", FACTS);

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DESTRUCTIVE);
        assertThat(out.toString())
                .contains("rules-per-application-load-balancer  2 -> 1 of 100")
                .contains("target-groups-per-application-load-balancer  2 -> 1 of 100")
                .doesNotContain("listeners-per-application-load-balancer");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsOfLimitsWhatCompileTells(Path folder) throws IOException {
        String manifests = folder.resolve("input.yaml").toString();
        run("compile", "-f", manifests, "--facts", FACTS, "-o", "quotas");
        SortedMap<String, String> compiled = quotas();
        out.getBuffer().setLength(0);
        run("plan", "-f", manifests, "--facts", FACTS, "-o", "json");

        assertThat(quotas()).isEqualTo(compiled);
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(RESOURCES.resolve("corpus/cases"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("(app|certificates|group|waf)-.*"))
                    .sorted()
                    .toList();
        }
    }

    /** Of groups for which anything is used. */
    private SortedMap<String, String> quotas() throws IOException {
        SortedMap<String, String> quotas = new TreeMap<>();
        new ObjectMapper()
                .readTree(out.toString())
                .forEach(group -> group.path("quotas")
                        .forEach(quota -> quotas.put(
                                group.path("group").asText() + " "
                                        + quota.path("name").asText(),
                                quota.path("used").asText() + " of "
                                        + quota.path("limit").asText())));
        return quotas;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--all",
                "--group shop",
                "--cluster --facts seed.json",
                "--observed=a.json --facts=b.json --against=c"
            })
    void refusesQuestionsThatExcludeEachOther(String more) {
        assertThat(HeadgateCommand.run(("plan -f " + CASE + " " + more).split(" ")))
                .isEqualTo(ExitCode.WRONG_USAGE);
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
        return run(Stream.concat(Stream.of("plan"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
