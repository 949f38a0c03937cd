package io.headgate.operator.dev;

import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.dev.backend.Backends;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Manifests compiled and executed straight from their files, which are followed. */
final class FileSession {

    private final DevSettings settings;
    private final Consumer<String> screen;
    private Map<Path, FileTime> seen = Map.of();

    FileSession(DevSettings settings, Consumer<String> screen) {
        this.settings = settings;
        this.screen = screen;
    }

    void run(Manifests manifests, DevAccount account, RunFolder folder, StopSignal stop)
            throws IOException, InterruptedException {
        try (Simulator simulator = LocalAccount.start(account);
                AwsProvider aws = LocalAccount.connect(account, simulator, ClientSecrets.NONE, Clock.systemUTC());
                Backends backends = new Backends(settings.replicas(), ClusterSession.nodeAddresses(account))) {
            seen = modificationTimes();
            FileCluster cluster = new FileCluster(account, backends, screen);
            DirectExecution execution =
                    new DirectExecution(aws, CompilerSettings.defaults(account.clusterName()), cluster, screen);
            aws.load();
            execution.run(cluster.apply(manifests));
            AccountView view = new AccountView(simulator, folder.path().resolve("ca.pem"), 1, screen);
            view.show(stop);
            screen.accept("");
            screen.accept("The account:  export AWS_ENDPOINT_URL=" + simulator.endpoint());
            screen.accept("Ready. Edited files take effect at once; Ctrl-C ends it all.");
            view.follow(stop, () -> reload(cluster, execution));
        }
    }

    private void reload(FileCluster cluster, DirectExecution execution) {
        try {
            Map<Path, FileTime> now = modificationTimes();
            if (!now.equals(seen)) {
                seen = now;
                execution.run(cluster.apply(Manifests.read(List.of(settings.manifests()))));
            }
        } catch (IOException e) {
            screen.accept("kept as it was: " + e.getMessage());
        }
    }

    private Map<Path, FileTime> modificationTimes() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try {
            Manifests.files(settings.manifests()).forEach(file -> times.put(file, modified(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return times;
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
