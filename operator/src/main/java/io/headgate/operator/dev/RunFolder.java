package io.headgate.operator.dev;

import io.headgate.operator.dev.controlplane.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one folder that a run writes to, {@code .headgate/dev-<pid>} below the working directory. Closing deletes it. */
record RunFolder(Path path) implements AutoCloseable {

    static RunFolder createIn(Path workingDirectory) throws IOException {
        Path path = workingDirectory
                .toAbsolutePath()
                .resolve(".headgate")
                .resolve("dev-" + ProcessHandle.current().pid());
        return new RunFolder(Files.createDirectories(path));
    }

    @Override
    public void close() {
        FileTree.delete(path);
        try {
            Files.deleteIfExists(path.getParent());
        } catch (DirectoryNotEmptyException e) {
            return; // another run is using it
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path.getParent(), e);
        }
    }
}
