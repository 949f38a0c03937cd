package io.headgate.operator.cli;

import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects a command without cluster looks at. */
final class ManifestFlags {

    @Option(names = "-f", required = true, paramLabel = "PATH", description = "A manifest or a folder of manifests")
    List<Path> files = List.of();

    @Option(names = "--watch-namespace", paramLabel = "NAME", description = "Only look at this namespace")
    @Nullable
    String watchNamespace;

    ManifestCluster cluster() throws IOException {
        return ManifestCluster.of(Manifests.read(files)).within(watchNamespace);
    }
}
