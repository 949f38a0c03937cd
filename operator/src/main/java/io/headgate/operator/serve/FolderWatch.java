package io.headgate.operator.serve;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for changes in a folder and the folders below it, or of a single file. Used by one thread; may be closed by another. */
final class FolderWatch implements AutoCloseable {

    /** An editor or a copy writes several files; a change is over when nothing has happened for so long. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Path root;
    private final WatchService service;

    private FolderWatch(Path root, WatchService service) {
        this.root = root;
        this.service = service;
    }

    static FolderWatch of(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path root = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        if (root == null) {
            throw new IOException(path + " is in no folder");
        }
        FolderWatch watch = new FolderWatch(root, root.getFileSystem().newWatchService());
        watch.register();
        return watch;
    }

    /** Returns after a change that is over; false when the watch was closed. */
    boolean awaitChange() throws IOException, InterruptedException {
        try {
            @Nullable WatchKey key = service.take();
            while (key != null) {
                key.pollEvents();
                key.reset();
                key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            }
            register();
            return true;
        } catch (ClosedWatchServiceException closed) {
            return false;
        }
    }

    /** Registers all folders; one that is registered already stays so. */
    private void register() throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> folders = tree.filter(Files::isDirectory).toList();
            for (Path folder : folders) {
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
