package io.headgate.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.Belonging;
import io.headgate.core.group.Membership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.state.FactsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A webhook that knows no account must not refuse what works in one: every Ingress of the corpus that compiles is admitted. */
final class IngressMistakesCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @TestFactory
    Stream<DynamicTest> whatCompilesIsAdmitted() throws IOException {
        return Stream.concat(cases("cases", "seed.json"), cases("cases-b", "seed-b.json"));
    }

    private static Stream<DynamicTest> cases(String collection, String seed) throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS.resolve(collection))) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("input.yaml")))
                    .filter(folder -> !Files.exists(folder.resolve("flags.txt")))
                    .sorted()
                    .toList()
                    .stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            CORPUS.relativize(folder).toString(), () -> check(folder, CORPUS.resolve(seed))));
        }
    }

    private static void check(Path folder, Path seed) throws IOException {
        ManifestCluster cluster = ManifestCluster.of(Manifests.read(List.of(folder.resolve("input.yaml"))));
        CompilerSettings settings =
                CompilerSettings.defaults(FactsFile.read(seed).facts().clusterName());
        Map<ObjectKey, List<Finding>> refused = ManifestCompilation.of(
                        cluster, FactsFile.read(seed).facts(), settings)
                .refused();

        for (Ingress ingress : cluster.state().ingresses()) {
            if (Membership.belonging(ingress, cluster.state(), settings.ownership()) instanceof Belonging.Member member
                    && !refused.containsKey(ingress.key())) {
                assertThat(new IngressMistakes(settings)
                                .of(ingress, member, cluster.state().services())
                                .own())
                        .as(ingress.key().toString())
                        .isEmpty();
            }
        }
    }
}
