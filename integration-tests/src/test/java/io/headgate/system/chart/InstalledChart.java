package io.headgate.system.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.system.Checkout;
import io.headgate.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The chart as release {@code headgate} in namespace {@code headgate-system} of a fresh API server. */
record InstalledChart(Helm helm, ControlPlane controlPlane) implements AutoCloseable {

    /** Installs the chart where commands of {@code kubectl} prepared the cluster. */
    static InstalledChart install(String values, String... preparations) throws IOException, InterruptedException {
        InstalledChart chart = new InstalledChart(Helm.obtain(), ControlPlane.start(System.out::println));
        for (String preparation : preparations) {
            chart.kubectl(preparation);
        }
        Shell.Result installed = chart.helm.run(
                chart.cluster(), "install headgate CHART --namespace headgate-system --create-namespace " + values);
        assertThat(installed.exitCode()).as(installed.output()).isZero();
        return chart;
    }

    /** What {@code kubectl} prints as administrator; it must succeed. */
    String kubectl(String arguments) throws IOException, InterruptedException {
        Shell.Result result = tryKubectl(arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    Shell.Result tryKubectl(String arguments) throws IOException, InterruptedException {
        return Shell.run(Checkout.root(), cluster(), controlPlane.kubectl() + " " + arguments);
    }

    /** Writes a kubeconfig with which whoever uses it is a ServiceAccount of the release's namespace. */
    Path kubeconfigOf(String serviceAccount, Path folder) throws IOException, InterruptedException {
        String token = kubectl("create token " + serviceAccount + " -n headgate-system")
                .strip();
        String administrators = Files.readString(controlPlane.kubeconfig());
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                administrators.replaceAll("user: \\{token: .*}", "user: {token: " + token + "}"));
        assertThat(kubectl("--kubeconfig=" + kubeconfig + " auth whoami"))
                .contains("system:serviceaccount:headgate-system:" + serviceAccount);
        return kubeconfig;
    }

    private Map<String, String> cluster() {
        return Map.of("KUBECONFIG", controlPlane.kubeconfig().toString());
    }

    @Override
    public void close() {
        controlPlane.close();
    }
}
