package io.headgate.operator.cli;

import io.headgate.operator.serve.ManifestProxy;
import io.headgate.operator.serve.PortMapping;
import io.headgate.proxy.config.AddressMapping;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate serve}. */
@Command(
        name = "serve",
        description = "Run the proxy alone from a folder of manifests, following its changes",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    /** Whether targets are reached at their own addresses. */
    enum Mapping {
        /** As they are. */
        NONE,
        /** Pods 10.1.x.y at 127.1.x.y, nodes 10.0.x.y at 127.0.x.y. */
        LOOPBACK
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "Manifest, or folder of manifests")
    Path path = Path.of(".");

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE})")
    InetAddress bind = InetAddress.getLoopbackAddress();

    @Option(
            names = "--listen",
            split = ",",
            paramLabel = "PORT=PORT",
            description = "Where a load balancer's port is on this machine, such as 80=8080; 0 for a free one")
    Map<Integer, Integer> listen = Map.of();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "8000",
            description = "Added to ports below 1024 (default: ${DEFAULT-VALUE})")
    int portOffset = 8000;

    @Option(
            names = "--address-mapping",
            paramLabel = "KIND",
            description =
                    "none, or loopback: pods 10.1.x.y are reached at 127.1.x.y (default: loopback if bound to loopback)")
    @Nullable
    Mapping addressMapping;

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        ManifestProxy.Output output = new ManifestProxy.Output(
                command.commandLine().getOut(), command.commandLine().getErr());
        PortMapping ports = new PortMapping(bind, listen, portOffset);
        try (ManifestProxy proxy = ManifestProxy.start(path, ports, addresses(), output, InstantSource.system())) {
            proxy.follow();
            return ExitCode.DONE;
        } catch (IOException unreadable) {
            output.err().println(unreadable.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private AddressMapping addresses() {
        Mapping mapping =
                addressMapping != null ? addressMapping : bind.isLoopbackAddress() ? Mapping.LOOPBACK : Mapping.NONE;
        return switch (mapping) {
            case NONE -> AddressMapping.identity();
            case LOOPBACK -> AddressMapping.loopback();
        };
    }
}
