package io.headgate.operator.serve;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.ClassOwnership;
import io.headgate.operator.manifest.Manifests;
import io.headgate.proxy.DataPlane;
import io.headgate.proxy.DataPlaneSettings;
import io.headgate.proxy.config.AddressMapping;
import io.headgate.proxy.config.ListenerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The proxy in front of a folder of manifests. A change of the folder is served at once; if it cannot be read, what was served before
 * stays. Used by one thread; may be closed by another.
 */
public final class ManifestProxy implements AutoCloseable {

    private static final ClassOwnership SERVED =
            new ClassOwnership("alb", Set.of("headgate.io/proxy", "headgate.io/alb", "ingress.k8s.aws/alb"));

    private final Path path;
    private final PortMapping ports;
    private final PrintWriter out;
    private final PrintWriter err;
    private final FolderWatch watch;
    private final DataPlane plane;
    private final LocalCertificates certificates;
    private Map<ObjectKey, Contribution> accepted = Map.of();

    private ManifestProxy(
            Path path, PortMapping ports, Output output, FolderWatch watch, DataPlane plane, InstantSource clock) {
        this.path = path;
        this.ports = ports;
        this.out = output.out();
        this.err = output.err();
        this.watch = watch;
        this.plane = plane;
        this.certificates = new LocalCertificates(clock);
    }

    /** Where to tell what is served ({@code out}) and what is wrong ({@code err}). */
    public record Output(PrintWriter out, PrintWriter err) {}

    /**
     * Serves what is there now.
     *
     * @throws IOException when the path is not there or cannot be read
     */
    public static ManifestProxy start(
            Path path, PortMapping ports, AddressMapping addresses, Output output, InstantSource clock)
            throws IOException {
        Manifests manifests = Manifests.read(List.of(path));
        FolderWatch watch = FolderWatch.of(path);
        DataPlane plane = DataPlane.start(DataPlaneSettings.of(addresses, clock));
        ManifestProxy proxy = new ManifestProxy(path, ports, output, watch, plane, clock);
        proxy.serve(manifests);
        return proxy;
    }

    /** Serves changes as they come; returns when closed. */
    public void follow() throws IOException, InterruptedException {
        while (watch.awaitChange()) {
            reload();
        }
    }

    private void reload() {
        try {
            serve(Manifests.read(List.of(path)));
        } catch (IOException unreadable) {
            err.println(unreadable.getMessage() + "; what was served before stays");
            err.flush();
        }
    }

    private void serve(Manifests manifests) {
        ServedState state = ServedState.of(ServedCluster.of(manifests), SERVED, certificates, ports, accepted);
        accepted = state.accepted();
        List<Finding> findings = new ArrayList<>(state.findings());
        findings.addAll(plane.apply(state.config()));
        findings.stream().map(Finding::oneLine).distinct().forEach(err::println);
        err.flush();
        state.config().listeners().forEach(this::tell);
        if (state.config().listeners().isEmpty()) {
            out.println("No Ingress to serve in " + path);
        }
        out.flush();
    }

    private void tell(ListenerConfig listener) {
        Optional<InetSocketAddress> address = plane.address(listener.key());
        address.ifPresent(bound -> out.printf(
                "Port %d: %s://%s:%d with %d rules%n",
                listener.port(),
                listener.protocol().name().toLowerCase(Locale.ROOT),
                bound.getAddress().getHostAddress(),
                bound.getPort(),
                listener.routing().rules().size()));
    }

    /** Where the listener of a load balancer's port is; empty if there is none. */
    Optional<InetSocketAddress> address(String protocol, int port) {
        return plane.address(protocol + ":" + port);
    }

    @Override
    public void close() throws IOException {
        watch.close();
        plane.close();
    }
}
