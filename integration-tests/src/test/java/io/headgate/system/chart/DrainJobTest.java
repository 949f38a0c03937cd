package io.headgate.system.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.iam.Feature;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.system.RunningOperator;
import io.headgate.system.Shell;
import io.headgate.system.SimulatedAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code helm uninstall} with the hook that drains. The test stands in for kubelet and the controllers: it runs what the Job's container says as a
 * process, with the permissions of its ServiceAccount, ends the operator's pod when the Deployment is scaled to nothing, and tells helm
 * how the Job ended.
 */
@Tag("system")
final class DrainJobTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IN_NAMESPACE = " -n headgate-system ";
    private static final String OPERATORS_POD = "headgate-0";

    @TempDir
    Path folder;

    @Test
    void uninstallingStopsTheOperatorEmptiesTheAccountAndThenRemovesTheRelease() throws Exception {
        try (SimulatedAccount account = new SimulatedAccount();
                InstalledChart chart = InstalledChart.install(values(account));
                KubernetesClient client = client(chart);
                ExecutorService helm = Executors.newSingleThreadExecutor()) {
            RunningOperator operator = operator(client, account);
            startOperatorsPod(chart);
            chart.kubectl("apply -f " + copyOf("shop.yaml"));
            await("the Ingress lives").atMost(SOON).until(() -> account.targets() == 2);
            account.allow(Feature.CLEANUP);

            Future<Shell.Result> uninstalled = helm.submit(() -> chart.helm()
                    .run(
                            Map.of(
                                    "KUBECONFIG",
                                    chart.controlPlane().kubeconfig().toString()),
                            "uninstall headgate --namespace headgate-system --timeout 120s"));
            await("helm makes the Job").atMost(SOON).until(() -> job(chart).exitCode() == 0);
            JsonNode container = JSON.readTree(job(chart).output()).at("/spec/template/spec/containers/0");
            try (Container drain = Container.start(container, chart.kubeconfigOf("headgate", folder), folder)) {
                await("the operator is to stop")
                        .atMost(SOON)
                        .until(() -> replicas(chart).equals("0"));
                assertThat(account.loadBalancers())
                        .as("while its pod is there nothing is removed")
                        .hasSize(1);
                operator.close();
                chart.kubectl("delete pod " + OPERATORS_POD + IN_NAMESPACE + "--grace-period=0 --force");

                assertThat(drain.awaitEnd()).as(drain.said()).isZero();
            }
            assertThat(account.isEmpty()).isTrue();
            tellThatTheJobIsComplete(chart);

            Shell.Result result = uninstalled.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(chart.kubectl("get deployments,jobs,roles,rolebindings -o name" + IN_NAMESPACE))
                    .as("what is left of the release")
                    .isBlank();
        }
    }

    private static String values(SimulatedAccount account) {
        return "--set drainOnUninstall.enabled=true --set clusterName=%s --set region=%s --set vpcId=%s"
                        .formatted(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                + " --set webhooks.enabled=false"
                + " --set 'env[0].name=HEADGATE_AWS_ENDPOINT_URL' --set 'env[0].value=" + account.endpoint() + "'";
    }

    private static KubernetesClient client(InstalledChart chart) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(chart.controlPlane().kubeconfigYaml()))
                .build();
    }

    private static RunningOperator operator(KubernetesClient client, SimulatedAccount account) {
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(account.endpoint());
        return RunningOperator.start(
                client,
                secrets -> AwsProvider.create(settings, secrets, new SimpleMeterRegistry(), InstantSource.system()),
                CompilerSettings.defaults(SimulatedAccount.CLUSTER),
                RuntimeSettings.alone());
    }

    private void startOperatorsPod(InstalledChart chart) throws IOException, InterruptedException {
        String labels = JSON.readTree(chart.kubectl("get deployment headgate -o json" + IN_NAMESPACE))
                .at("/spec/template/metadata/labels")
                .toString();
        Path pod = Files.writeString(folder.resolve("pod.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: headgate-system, labels: %s}
                spec: {serviceAccountName: headgate, containers: [{name: headgate, image: headgate}]}
                """.formatted(OPERATORS_POD, labels));
        chart.kubectl("create -f " + pod);
    }

    private static Shell.Result job(InstalledChart chart) throws IOException, InterruptedException {
        return chart.tryKubectl("get job headgate-drain -o json" + IN_NAMESPACE);
    }

    private static String replicas(InstalledChart chart) throws IOException, InterruptedException {
        return chart.kubectl("get deployment headgate -o jsonpath='{.spec.replicas}'" + IN_NAMESPACE);
    }

    private static void tellThatTheJobIsComplete(InstalledChart chart) throws IOException, InterruptedException {
        String now = InstantSource.system().instant().toString().replaceAll("\\.\\d+", "");
        String condition =
                "{\"type\": \"%s\", \"status\": \"True\", \"reason\": \"CompletionsReached\", \"lastTransitionTime\": \""
                        + now + "\", \"lastProbeTime\": \"" + now + "\"}";
        chart.kubectl("patch job headgate-drain --subresource=status --type=merge" + IN_NAMESPACE
                + "--patch '{\"status\": {\"startTime\": \"%s\", \"completionTime\": \"%s\", \"succeeded\": 1, \"conditions\": [%s, %s]}}'"
                        .formatted(
                                now, now, condition.formatted("SuccessCriteriaMet"), condition.formatted("Complete")));
    }

    private Path copyOf(String resource) throws IOException {
        try (var content = Objects.requireNonNull(DrainJobTest.class.getResourceAsStream(resource))) {
            Path copy = folder.resolve(resource);
            Files.copy(content, copy);
            return copy;
        }
    }

    /** The program of the image, which has no other entry point, with what a container gives it. */
    private record Container(Process process, Path output) implements AutoCloseable {

        static Container start(JsonNode container, Path kubeconfig, Path folder) throws IOException {
            assertThat(container.path("command").isMissingNode())
                    .as("the image's own entry point")
                    .isTrue();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.headgate.operator.Main"));
            container.path("args").forEach(argument -> command.add(argument.asText()));
            Path output = folder.resolve("drain.txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            // In a pod the program finds its cluster by itself.
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            container
                    .path("env")
                    .forEach(variable -> builder.environment()
                            .put(
                                    variable.path("name").asText(),
                                    variable.path("value").asText()));
            return new Container(builder.start(), output);
        }

        int awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
            return process.exitValue();
        }

        String said() throws IOException {
            return Files.readString(output, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
