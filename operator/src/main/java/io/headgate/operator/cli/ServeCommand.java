package io.headgate.operator.cli;

import io.headgate.operator.serve.ManifestProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headgate serve}. */
@Command(
        name = "serve",
        description = "Run the proxy alone from a folder of manifests, following its changes",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "Manifest, or folder of manifests")
    Path path = Path.of(".");

    @Mixin
    ProxyFlags proxyFlags = new ProxyFlags();

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        ManifestProxy.Output output = new ManifestProxy.Output(
                command.commandLine().getOut(), command.commandLine().getErr());
        try (ManifestProxy proxy =
                ManifestProxy.start(path, proxyFlags.ports(), proxyFlags.addresses(), output, InstantSource.system())) {
            proxy.follow();
            return ExitCode.DONE;
        } catch (IOException unreadable) {
            output.err().println(unreadable.getMessage());
            return ExitCode.FAILURE;
        }
    }
}
