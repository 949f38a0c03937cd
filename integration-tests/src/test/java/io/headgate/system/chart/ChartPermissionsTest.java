package io.headgate.system.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.system.HeadgateProcess;
import io.headgate.system.SimulatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as the chart would run it: with the arguments of its Deployment, as its ServiceAccount, with no other permission. */
class ChartPermissionsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void theChartsArgumentsAndPermissionsAreAllThatTheOperatorNeeds() throws Exception {
        String values =
                "--set clusterName=%s --set region=%s --set vpcId=%s --set metricsPort=%d --set healthPort=%d --set webhooks.port=%d"
                        .formatted(
                                SimulatedAccount.CLUSTER,
                                SimulatedAccount.REGION,
                                SimulatedAccount.VPC,
                                freePort(),
                                freePort(),
                                freePort());
        try (SimulatedAccount account = new SimulatedAccount();
                InstalledChart chart = InstalledChart.install(values)) {
            String refusedBefore = forbidden(chart);
            try (HeadgateProcess operator = startAsServiceAccount(chart, account)) {
                operator.awaitLine("Operator started", SOON);
                anIngressLives(chart, account);
                theWebhooksAreTrusted(chart);

                operator.interrupt();
                operator.awaitEnd(SOON);
                assertThat(operator.lines()).noneMatch(line -> line.contains("is forbidden"));
            }
            assertThat(forbidden(chart))
                    .as("requests that the API server forbade")
                    .isEqualTo(refusedBefore);
        }
    }

    private void anIngressLives(InstalledChart chart, SimulatedAccount account) throws Exception {
        chart.kubectl("apply -f " + copyOf("shop.yaml"));
        await("the address is shown")
                .atMost(SOON)
                .until(() -> chart.kubectl("get ingress web -n shop -o jsonpath='{.status..hostname}'")
                        .endsWith(".elb.amazonaws.com"));
        await("both nodes are targets").atMost(SOON).until(() -> account.targets() == 2);
        await("the mistake is reported")
                .atMost(SOON)
                .until(() -> chart.kubectl("get ingressreport mistaken -n shop -o yaml")
                        .contains("alb.ingress.kubernetes.io/scheme"));

        chart.kubectl("delete ingress --all -n shop --timeout=60s");

        await("the account is empty").atMost(SOON).until(account::isEmpty);
        await("nothing is left in the cluster")
                .atMost(SOON)
                .until(() -> chart.kubectl(
                                "get loadbalancers.headgate.io,targetgroupbindings,ingressreports -A -o name")
                        .isBlank());
    }

    /** The Service of the webhooks leads nowhere here: no pod of the chart runs. */
    private static void theWebhooksAreTrusted(InstalledChart chart) {
        for (String kind : List.of("mutatingwebhookconfiguration", "validatingwebhookconfiguration")) {
            await("the API server is told whom to trust")
                    .atMost(SOON)
                    .until(() -> !chart.kubectl("get " + kind
                                    + " headgate-webhook -o jsonpath='{.webhooks[0].clientConfig.caBundle}'")
                            .isBlank());
        }
    }

    private HeadgateProcess startAsServiceAccount(InstalledChart chart, SimulatedAccount account) throws Exception {
        Path kubeconfig = chart.kubeconfigOf("headgate", folder);
        return HeadgateProcess.start(
                folder,
                Map.of(
                        "KUBECONFIG", kubeconfig.toString(),
                        "HEADGATE_AWS_ENDPOINT_URL", account.endpoint().toString()),
                arguments(chart).toArray(String[]::new));
    }

    private static List<String> arguments(InstalledChart chart) throws IOException, InterruptedException {
        JsonNode deployment =
                new ObjectMapper().readTree(chart.kubectl("get deployment headgate -n headgate-system -o json"));
        return deployment
                .at("/spec/template/spec/containers/0/args")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** What the API server counts of answers 403. */
    private static String forbidden(InstalledChart chart) throws IOException, InterruptedException {
        return chart.kubectl("get --raw /metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{") && line.contains("code=\"403\""))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private Path copyOf(String resource) throws IOException {
        try (var content = Objects.requireNonNull(ChartPermissionsTest.class.getResourceAsStream(resource))) {
            Path copy = folder.resolve(resource);
            Files.copy(content, copy);
            return copy;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
