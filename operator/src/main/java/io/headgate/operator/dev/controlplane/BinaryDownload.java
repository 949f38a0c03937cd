package io.headgate.operator.dev.controlplane;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The bundle of binaries that kube-api-test downloads, if its site answers. */
record BinaryDownload(Path root, Platform platform) {

    private static final URI SITE = URI.create("https://raw.githubusercontent.com/");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String RELEASES = "1.35.*";

    /** Fills the folder. False if the download did not work: there are other ways to get the same. */
    boolean into(Path folder, Progress progress) {
        if (!reachable()) {
            progress.say("no way to " + SITE.getHost() + ": building the API server from its Go modules instead");
            return false;
        }
        progress.say("downloading kube-apiserver, etcd and kubectl into " + folder);
        Path scratch = root.resolve(".download-" + ProcessHandle.current().pid());
        try {
            new BinaryManager(KubeAPIServerConfigBuilder.anAPIServerConfig()
                            .withTestDir(scratch.toString())
                            .withApiServerVersion(RELEASES)
                            .build())
                    .initAndDownloadIfRequired();
            moveFromBundle(scratch.resolve("k8s"), folder);
            return true;
        } catch (KubeAPITestException | IOException e) {
            progress.say("the download failed (" + e.getMessage() + "): building from Go modules instead");
            return false;
        } finally {
            FileTree.delete(scratch);
        }
    }

    private void moveFromBundle(Path bundles, Path folder) throws IOException {
        try (Stream<Path> versions = Files.list(bundles)) {
            Path bundle = versions.findFirst().orElseThrow(() -> new IOException("an empty bundle"));
            for (String program : List.of("kube-apiserver", "etcd", "kubectl")) {
                Files.move(bundle.resolve(program), folder.resolve(program), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Asks first, since the download itself has no time limit. */
    private static boolean reachable() {
        HttpRequest question = HttpRequest.newBuilder(SITE)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            client.send(question, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
