package io.headgate.operator.cli;

import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which objects a command looks at that are in files. */
final class ManifestFlags {

    @Option(names = "-f", paramLabel = "PATH", description = "A manifest or a folder of manifests")
    List<Path> files = List.of();

    @Option(names = "--watch-namespace", paramLabel = "NAME", description = "Only look at this namespace")
    @Nullable
    String watchNamespace;

    boolean given() {
        return !files.isEmpty();
    }

    /** @throws ParameterException if no files are given */
    ManifestCluster cluster(CommandSpec command) throws IOException {
        if (files.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required option: '-f=PATH'");
        }
        return read(files);
    }

    /** What other files hold, looked at in the same way. */
    ManifestCluster read(List<Path> paths) throws IOException {
        return ManifestCluster.of(Manifests.read(paths)).within(watchNamespace);
    }
}
