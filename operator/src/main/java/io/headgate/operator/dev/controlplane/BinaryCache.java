package io.headgate.operator.dev.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds control planes by version, shared with fabric8's kube-api-test: {@code
 * ${KUBE_API_TEST_DIR:-~/.kubeapitest}/k8s/<version>-<os>-<arch>/}. What is missing is downloaded, else built; one process at a
 * time does so, and a file appears under its name only when it is whole.
 */
public final class BinaryCache {

    static final String VERSION = "1.35.4";

    private static final Object IN_THIS_PROCESS = new Object();

    private final Path root;
    private final Platform platform;

    BinaryCache(Path root, Platform platform) {
        this.root = root;
        this.platform = platform;
    }

    /** The user's cache. */
    public static BinaryCache ofUser() {
        String given = System.getenv("KUBE_API_TEST_DIR");
        Path root = given == null || given.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kubeapitest")
                : Path.of(given);
        return new BinaryCache(root.toAbsolutePath(), Platform.current());
    }

    /** The programs that are there; else downloads or builds them, which takes minutes. */
    public Binaries obtain(Progress progress) {
        Optional<Binaries> present = present();
        if (present.isPresent()) {
            return present.get();
        }
        synchronized (IN_THIS_PROCESS) {
            return obtainAlone(progress);
        }
    }

    /** The programs of the preferred version if they are there, else those of the newest version that is. */
    Optional<Binaries> present() {
        Binaries preferred = Binaries.in(folder());
        if (preferred.present()) {
            return Optional.of(preferred);
        }
        return versions().map(Binaries::in).filter(Binaries::present).findFirst();
    }

    Path folder() {
        return root.resolve("k8s").resolve(VERSION + "-" + platform);
    }

    private Binaries obtainAlone(Progress progress) {
        try {
            Files.createDirectories(folder());
            try (FileChannel channel =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel, progress); // closing the channel releases it
                return present().orElseGet(() -> fetch(progress));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + root, e);
        }
    }

    private static void lock(FileChannel channel, Progress progress) throws IOException {
        if (channel.tryLock() == null) {
            progress.say("another process is getting the API server; waiting for it");
            channel.lock();
        }
    }

    private Binaries fetch(Progress progress) {
        Binaries binaries = Binaries.in(folder());
        if (!new BinaryDownload(root, platform).into(folder(), progress)) {
            new GoBuild(root).controlPlane(binaries, progress);
        }
        return binaries;
    }

    private Stream<Path> versions() {
        Path all = root.resolve("k8s");
        if (!Files.isDirectory(all)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(all)) {
            List<Path> newestFirst = folders.filter(
                            folder -> folder.getFileName().toString().endsWith("-" + platform))
                    .sorted(Comparator.comparing(BinaryCache::version).reversed())
                    .toList();
            return newestFirst.stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + all, e);
        }
    }

    private static Runtime.Version version(Path folder) {
        String name = folder.getFileName().toString();
        String number = name.substring(0, name.indexOf('-'));
        return number.matches("[1-9]\\d*(\\.\\d+)*") && !number.endsWith(".0")
                ? Runtime.Version.parse(number)
                : Runtime.Version.parse("1");
    }
}
