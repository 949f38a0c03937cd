package io.headgate.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.finding.Finding;
import io.headgate.operator.cli.OperatorFlags;
import io.headgate.operator.language.AnnotationPage;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.state.AccountFacts;
import io.headgate.operator.state.FactsFile;
import io.headgate.system.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/annotations.md is what the catalogue gives, and its examples work. {@code -Dheadgate.docs.update=true} writes it anew. */
class AnnotationsPageTest {
    private static final Path PAGE = Checkout.root().resolve("docs/reference/annotations.md");
    private static final Path FACTS = Checkout.root().resolve("operator/src/test/resources/corpus/seed.json");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final String CLASS = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: IngressClass
            metadata: {name: alb}
            spec: {controller: ingress.k8s.aws/alb}
            """;

    @Test
    void thePageIsWhatTheCatalogueGives() throws IOException {
        if (Boolean.getBoolean("headgate.docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, AnnotationPage.write());
        }
        assertThat(Files.readString(PAGE))
                .as("%s; write it anew with -Dheadgate.docs.update=true -Dtest=AnnotationsPageTest", PAGE.getFileName())
                .isEqualTo(AnnotationPage.write());
    }

    @Test
    void everySectionOfWhatPeopleSetHasAnExample() throws IOException {
        String page = AnnotationPage.write();
        List<String> sections =
                SECTION.matcher(page).results().map(result -> result.group(1)).toList();

        assertThat(EXAMPLE.matcher(page).results().count())
                .as("examples of %s", sections)
                // Nobody sets what aws-load-balancer-controller writes; attributes are in the other examples.
                .isEqualTo(sections.size() - 2);
    }

    @TestFactory
    Stream<DynamicTest> examplesCompileWithoutAWord(@TempDir Path folder) throws IOException {
        List<String> examples = EXAMPLE.matcher(AnnotationPage.write())
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.lines().findFirst().orElse("") + " " + examples.indexOf(example),
                        () -> assertThat(findings(example, folder)).isEmpty()));
    }

    private static List<String> findings(String example, Path folder) throws IOException {
        Path manifest = Files.writeString(folder.resolve("example.yaml"), example + CLASS);
        AccountFacts account = FactsFile.read(FACTS);
        ManifestCompilation compilation = ManifestCompilation.of(
                ManifestCluster.of(Manifests.read(List.of(manifest))),
                account.facts(),
                OperatorFlags.parse(List.of(), account.facts().clusterName()));
        assertThat(compilation.stacks()).isNotEmpty();
        return compilation.inOrderOfWeight().map(Finding::oneLine).toList();
    }
}
