package io.headgate.operator.dev;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.dev.backend.Backends;
import io.headgate.operator.dev.controlplane.Binaries;
import io.headgate.operator.dev.controlplane.BinaryCache;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.operator.manifest.Manifests;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.watch.OidcSecrets;
import io.headgate.simulator.Simulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Manifests on a real API server, the operator beside it, and a simulated account behind it. */
final class ClusterSession {

    private final DevSettings settings;
    private final Consumer<String> screen;

    ClusterSession(DevSettings settings, Consumer<String> screen) {
        this.settings = settings;
        this.screen = screen;
    }

    void run(Manifests manifests, DevAccount account, RunFolder folder, StopSignal stop)
            throws IOException, InterruptedException {
        Binaries binaries = BinaryCache.ofUser().obtain(screen::accept);
        screen.accept("starting the API server, the simulated account and the operator");
        try (Simulator simulator = LocalAccount.start(account);
                ControlPlane controlPlane =
                        ControlPlane.start(binaries, folder.path().resolve("control-plane"));
                KubernetesClient client = client(controlPlane);
                Backends backends = new Backends(settings.replicas(), nodeAddresses(account));
                LocalCluster cluster = LocalCluster.start(client, account.nodes(), backends, screen)) {
            cluster.apply(manifests.objects());
            runOperator(account, simulator, client, () -> {
                AccountView view = new AccountView(simulator, folder.path().resolve("ca.pem"), 5, screen);
                view.show(stop);
                sayHowToGoOn(controlPlane, simulator);
                view.follow(stop, () -> {});
            });
        }
    }

    private void runOperator(DevAccount account, Simulator simulator, KubernetesClient client, Work work)
            throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        try (OidcSecrets secrets = new OidcSecrets(client, null);
                AwsProvider aws = LocalAccount.connect(account, simulator, secrets, clock)) {
            Map<String, CloudProvider> providers = Map.of("aws", aws);
            CompilerSettings compiler = CompilerSettings.defaults(account.clusterName());
            try (OperatorRuntime _ = OperatorRuntime.start(
                            client, providers, compiler, RuntimeSettings.alone(), secrets, clock);
                    Complaints _ = Complaints.follow(client, screen)) {
                work.run();
            }
        }
    }

    private void sayHowToGoOn(ControlPlane controlPlane, Simulator simulator) {
        screen.accept("");
        screen.accept("The cluster:  export KUBECONFIG=" + controlPlane.kubeconfig());
        screen.accept("              " + kubectl(controlPlane.kubectl()) + " get ingress,ingressreport -A");
        screen.accept("The account:  export AWS_ENDPOINT_URL=" + simulator.endpoint());
        screen.accept("Ready. Changes show here; Ctrl-C ends it all.");
    }

    /** The user's own, whose completion and history they know; else the one that came with the API server. */
    private static String kubectl(Path cached) {
        boolean onPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        return onPath ? "kubectl" : cached.toString();
    }

    private static KubernetesClient client(ControlPlane controlPlane) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfigYaml()))
                .build();
    }

    static Map<String, String> nodeAddresses(DevAccount account) {
        return account.nodes().stream().collect(Collectors.toMap(DevAccount.Node::name, DevAccount.Node::ip));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
