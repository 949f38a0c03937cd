package io.headgate.operator.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which API server a command of a person asks. */
final class ClusterFlags {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the API server; by default KUBECONFIG, ~/.kube/config, or the pod's own account")
    @Nullable
    Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig; by default its current")
    @Nullable
    String context;

    /** @throws ParameterException if the kubeconfig is not there */
    KubernetesClient client(CommandSpec command) {
        Path file = kubeconfig;
        if (file != null && !Files.isReadable(file)) {
            throw new ParameterException(command.commandLine(), "--kubeconfig: " + file + " cannot be read");
        }
        Config config = file == null ? Config.autoConfigure(context) : Config.fromKubeconfig(context, file.toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
