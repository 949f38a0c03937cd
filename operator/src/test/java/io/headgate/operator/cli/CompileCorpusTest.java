package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Compiles every case of the corpus offline and compares with what aws-load-balancer-controller makes of it. */
final class CompileCorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @TestFactory
    Stream<DynamicTest> states() throws IOException {
        return Stream.concat(cases("cases", "seed.json"), cases("cases-b", "seed-b.json"));
    }

    @TestFactory
    Stream<DynamicTest> targets() throws IOException {
        return folders("targets")
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                    List<String> arguments = new ArrayList<>(
                            List.of("-f", CORPUS.resolve("targets/nodes.yaml").toString()));
                    JsonNode actual = compile(folder, "seed.json", "targets", arguments);

                    assertThat(StateComparison.differences(expected(folder), actual))
                            .isEmpty();
                }));
    }

    private static Stream<DynamicTest> cases(String collection, String seed) throws IOException {
        return folders(collection)
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                    JsonNode actual = compile(folder, seed, "state", flags(folder));

                    assertThat(StateComparison.differences(expected(folder), actual))
                            .isEmpty();
                }));
    }

    private static Stream<Path> folders(String collection) throws IOException {
        try (Stream<Path> entries = Files.list(CORPUS.resolve(collection))) {
            return entries.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private static String name(Path folder) {
        return CORPUS.relativize(folder).toString();
    }

    private static List<String> flags(Path folder) throws IOException {
        Path flags = folder.resolve("flags.txt");
        return Files.exists(flags)
                ? Files.readAllLines(flags).stream()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
    }

    private static JsonNode expected(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("expected.json").toFile());
    }

    private static JsonNode compile(Path folder, String seed, String output, List<String> more) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(
                "compile",
                "-f",
                folder.resolve("input.yaml").toString(),
                "--facts",
                CORPUS.resolve(seed).toString(),
                "-o",
                output));
        arguments.addAll(more);
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments.toArray(String[]::new));
        JsonNode actual = JSON.readTree(out.toString());
        boolean refused = !actual.path("refused").isEmpty();
        assertThat(exitCode).as(err.toString()).isEqualTo(refused ? ExitCode.REFUSED : ExitCode.DONE);
        return actual;
    }
}
