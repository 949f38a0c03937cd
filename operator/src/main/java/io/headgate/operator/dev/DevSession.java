package io.headgate.operator.dev;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.headgate.operator.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A run of {@code headgate dev}, from the reading of the manifests to the last file that is deleted. */
public final class DevSession {

    private DevSession() {}

    /**
     * Runs until the end is asked for.
     *
     * @param screen takes what is to be shown, line by line
     * @throws IOException when the manifests cannot be read, or a port or file cannot be had
     */
    public static void run(DevSettings settings, Consumer<String> screen) throws IOException, InterruptedException {
        Manifests manifests = Manifests.read(List.of(settings.manifests()));
        List<Ingress> ingresses = manifests.ofType(Ingress.class);
        if (ingresses.isEmpty()) {
            throw new IOException(settings.manifests() + " holds no Ingress: give a folder with at least one");
        }
        try (StopSignal stop = StopSignal.install();
                NodeAddresses nodes = new NodeAddresses();
                RunFolder folder = RunFolder.createIn(Path.of(""))) {
            DevAccount account = DevAccount.forIngresses(ingresses, nodes);
            if (settings.cluster()) {
                new ClusterSession(settings, screen).run(manifests, account, folder, stop);
            } else {
                new FileSession(settings, screen).run(manifests, account, folder, stop);
            }
        }
    }
}
