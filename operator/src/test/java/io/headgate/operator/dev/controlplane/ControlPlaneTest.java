package io.headgate.operator.dev.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneTest {

    @Test
    void servesUntilItIsClosedAndLeavesNothing(@TempDir Path temporary) {
        Path folder = temporary.resolve("run");
        Binaries binaries = BinaryCache.ofUser().obtain(System.out::println);
        List<ProcessHandle> processes;

        try (ControlPlane controlPlane = ControlPlane.start(binaries, folder)) {
            processes = ProcessHandle.current().descendants().toList();
            assertThat(namespaces(controlPlane)).contains("default", "kube-system");
        }

        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(folder).doesNotExist();
    }

    private static List<String> namespaces(ControlPlane controlPlane) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfigYaml()))
                .build()) {
            return client.namespaces().list().getItems().stream()
                    .map(namespace -> namespace.getMetadata().getName())
                    .toList();
        }
    }
}
