package io.headgate.system.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.system.Checkout;
import io.headgate.system.Shell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that the build made on an empty base: what is in its layers, and how it starts. */
class ImageTest {

    private static final Path IMAGE = Checkout.root().resolve("operator/target/headgate-image.tar");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void startsTheProgramAsNobody() throws Exception {
        JsonNode container =
                JSON.readTree(shell("tar xOf " + IMAGE + " config.json")).path("config");

        assertThat(container.path("User").asText()).isEqualTo("65532:65532");
        assertThat(container.path("Entrypoint").toString())
                .startsWith("[\"java\",\"@/app/operator.flags\"")
                .endsWith("\"io.headgate.operator.Main\"]");
    }

    @Test
    void holdsTheProgramAndItsLibrariesOnce() throws Exception {
        String files = shell("tar xf " + IMAGE + " && for layer in *.tar.gz; do tar tzf $layer; done");

        assertThat(files.lines().filter(file -> file.startsWith("app/") && !file.endsWith("/")))
                .doesNotHaveDuplicates()
                .contains("app/classes/io/headgate/operator/Main.class", "app/operator.flags", "app/proxy.flags")
                .anyMatch(file -> file.startsWith("app/libs/headgate-core-"))
                .anyMatch(file -> file.startsWith("app/libs/elasticloadbalancingv2-"))
                .noneMatch(file -> file.contains("junit") || file.contains("assertj"));
    }

    private String shell(String command) throws Exception {
        Shell.Result result = Shell.run(folder, Map.of(), command);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
