package io.headgate.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.headgate.crds.elbv2.IngressClassParams;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.report.IngressReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed manifests are the ones that the records give. {@code -Dcrds.write=true} writes them anew. */
final class CrdManifestsTest {

    private static final Path COMMITTED = Path.of("src/main/resources/crds");

    @Test
    void committedManifestsAreGeneratedOnes(@TempDir Path fresh) throws IOException {
        generate(fresh);
        if (Boolean.getBoolean("crds.write")) {
            generate(Files.createDirectories(COMMITTED));
        }
        assertThat(contents(COMMITTED))
                .as("run the test with -Dcrds.write=true and commit the result")
                .isEqualTo(contents(fresh));
    }

    private static void generate(Path folder) {
        new CRDGenerator()
                .customResourceClasses(
                        IngressClassParams.class,
                        TargetGroupBinding.class,
                        io.headgate.crds.elbv2.v1alpha1.TargetGroupBinding.class,
                        LoadBalancer.class,
                        IngressReport.class)
                .inOutputDir(folder.toFile())
                .detailedGenerate();
    }

    private static SortedMap<String, String> contents(Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
