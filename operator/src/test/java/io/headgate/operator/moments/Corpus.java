package io.headgate.operator.moments;

import io.headgate.core.stack.Stack;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.state.FactsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The stacks that the recorded cases ask for. */
final class Corpus {

    private static final Path FOLDER = Path.of("src/test/resources/corpus");

    private Corpus() {}

    static List<Stack> stacks() {
        List<Stack> stacks = new ArrayList<>();
        stacks.addAll(stacks("cases", "seed.json"));
        stacks.addAll(stacks("cases-b", "seed-b.json"));
        return stacks;
    }

    private static List<Stack> stacks(String collection, String seed) {
        try (Stream<Path> folders = Files.list(FOLDER.resolve(collection))) {
            return folders.filter(folder -> Files.exists(folder.resolve("input.yaml")))
                    .sorted()
                    .flatMap(folder -> stacks(folder, FOLDER.resolve(seed)).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Stack> stacks(Path folder, Path seed) {
        try {
            Path file = folder.resolve("flags.txt");
            List<String> flags = Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
            var facts = FactsFile.read(seed).facts();
            return ManifestCompilation.of(
                            ManifestCluster.of(Manifests.read(List.of(folder.resolve("input.yaml")))),
                            facts,
                            OperatorFlags.parse(flags, facts.clusterName()))
                    .stacks();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
