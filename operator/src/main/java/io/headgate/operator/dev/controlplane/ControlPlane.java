package io.headgate.operator.dev.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running kube-apiserver with its etcd, on loopback, with RBAC, without controllers: nothing collects garbage, finishes
 * namespaces, or makes EndpointSlices. Ends with {@link #close}, or when this process ends in whatever way. Safe for use by many
 * threads.
 */
public final class ControlPlane implements AutoCloseable {

    private final Path folder;
    private final URI address;
    private final Path kubectl;
    private final Path kubeconfig;
    private final GuardedProcess etcd;
    private final GuardedProcess apiserver;

    private ControlPlane(
            Path folder, URI address, Path kubectl, Path kubeconfig, GuardedProcess etcd, GuardedProcess apiserver) {
        this.folder = folder;
        this.address = address;
        this.kubectl = kubectl;
        this.kubeconfig = kubeconfig;
        this.etcd = etcd;
        this.apiserver = apiserver;
    }

    /**
     * Starts both processes and waits until the server is ready, which takes about four seconds.
     *
     * @param folder is made, holds all data and logs, and is deleted on close
     */
    public static ControlPlane start(Binaries binaries, Path folder) {
        try {
            Files.createDirectories(folder);
            return launch(binaries, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlPlaneException("interrupted while the API server started", e);
        }
    }

    /** As {@link #start(Binaries, Path)} in a new temporary folder, with the binaries of the user's cache. */
    public static ControlPlane start(Progress progress) {
        Binaries binaries = BinaryCache.ofUser().obtain(progress);
        try {
            return start(binaries, Files.createTempDirectory("headgate-control-plane-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    private static ControlPlane launch(Binaries binaries, Path folder) throws IOException, InterruptedException {
        Credentials credentials = Credentials.createIn(folder);
        List<Integer> ports = freePorts(3);
        URI store = URI.create("http://127.0.0.1:" + ports.get(0));
        URI address = URI.create("https://127.0.0.1:" + ports.get(2));
        GuardedProcess etcd = startEtcd(binaries.etcd(), folder, store, ports.get(1));
        GuardedProcess apiserver = startApiserver(binaries.kubeApiserver(), folder, store, ports.get(2), credentials);
        boolean ready = false;
        try {
            Path certificate = folder.resolve("certificates/apiserver.crt");
            new Readiness(address, certificate, credentials.adminToken()).await(etcd, apiserver);
            Path kubeconfig = writeKubeconfig(folder, address, certificate, credentials.adminToken());
            ready = true;
            return new ControlPlane(folder, address, binaries.kubectl(), kubeconfig, etcd, apiserver);
        } finally {
            if (!ready) {
                apiserver.close();
                etcd.close();
                FileTree.delete(folder);
            }
        }
    }

    private static GuardedProcess startEtcd(Path program, Path folder, URI store, int peerPort) {
        String peer = "http://127.0.0.1:" + peerPort;
        return GuardedProcess.start(
                program,
                List.of(
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + store,
                        "--advertise-client-urls=" + store,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=default=" + peer,
                        "--unsafe-no-fsync",
                        "--log-level=warn"),
                folder.resolve("etcd.txt"));
    }

    private static GuardedProcess startApiserver(
            Path program, Path folder, URI store, int port, Credentials credentials) {
        return GuardedProcess.start(
                program,
                List.of(
                        "--etcd-servers=" + store,
                        "--bind-address=127.0.0.1",
                        "--advertise-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + folder.resolve("certificates"),
                        "--token-auth-file=" + credentials.tokenFile(),
                        "--authorization-mode=RBAC",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + credentials.serviceAccountKey(),
                        "--service-account-signing-key-file=" + credentials.serviceAccountKey(),
                        "--service-cluster-ip-range=10.96.0.0/16,fd00:10:96::/112",
                        "--endpoint-reconciler-type=none",
                        "--disable-admission-plugins=ServiceAccount",
                        "--profiling=false"),
                folder.resolve("kube-apiserver.txt"));
    }

    private static Path writeKubeconfig(Path folder, URI address, Path certificate, String token) throws IOException {
        String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate));
        String content = """
                apiVersion: v1
                kind: Config
                current-context: headgate
                clusters:
                - name: headgate
                  cluster: {server: "%s", certificate-authority-data: %s}
                contexts:
                - name: headgate
                  context: {cluster: headgate, user: admin}
                users:
                - name: admin
                  user: {token: %s}
                """.formatted(address, authority, token);
        return Credentials.secret(folder.resolve("kubeconfig"), content);
    }

    /** Ports that nobody listened on a moment ago; all are held until the last is found, so that they differ. */
    private static List<Integer> freePorts(int count) throws IOException {
        if (count == 0) {
            return List.of();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Integer> others = freePorts(count - 1);
            return Stream.concat(Stream.of(socket.getLocalPort()), others.stream())
                    .toList();
        }
    }

    public URI address() {
        return address;
    }

    /** The administrator's configuration, a file that lives as long as this control plane. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Content of {@link #kubeconfig}, as fabric8's {@code Config.fromKubeconfig} takes it. */
    public String kubeconfigYaml() {
        try {
            return Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + kubeconfig, e);
        }
    }

    /** A kubectl of the server's version. */
    public Path kubectl() {
        return kubectl;
    }

    @Override
    public void close() {
        apiserver.close();
        etcd.close();
        FileTree.delete(folder);
    }
}
