package io.headgate.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestsTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            a colon too many     | kind: Ingress\\nname: a: b           | , line 2 is no YAML: mapping values are not allowed here
            an open bracket      | kind: Ingress\\nitems: [1, 2         | , line 2 is no YAML:
            a tab as indentation | kind: Ingress\\nmetadata:\\n\\tname: a | , line 3 is no YAML:
            an unknown anchor    | kind: *nothing                      | , line 1 is no YAML:
            a list as metadata   | apiVersion: v1\\nkind: Service\\nmetadata: [1] | is no Kubernetes manifest:
            """)
    void namesFileAndLineOfWhatIsBroken(String what, String content, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), content.translateEscapes());

        assertThatThrownBy(() -> Manifests.read(List.of(folder)))
                .as(what)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(told);
    }

    @Test
    void saysThatAPathIsNotThere() {
        assertThatThrownBy(() -> Manifests.read(List.of(folder.resolve("none"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none does not exist");
    }

    @Test
    void leavesOutWhatIsNoManifestOrNoKnownKind() throws IOException {
        Files.writeString(
                folder.resolve("1.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n---\n");
        Files.writeString(folder.resolve("2.yaml"), "apiVersion: example.com/v9\nkind: Odd\nmetadata:\n  name: b\n");
        Files.writeString(folder.resolve("3.txt"), "{{{");

        assertThat(Manifests.read(List.of(folder)).ofType(Namespace.class))
                .extracting(namespace -> namespace.getMetadata().getName())
                .containsExactly("a");
    }
}
