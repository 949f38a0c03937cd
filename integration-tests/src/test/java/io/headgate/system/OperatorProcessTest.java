package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.simulator.api.RecordedCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator as the process that it is in a cluster: probed, stopped, killed, and one of two. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class OperatorProcessTest {

    private static final String ALONE = "--enable-leader-election=false";

    private final KubernetesClient client;
    private final ControlPlane controlPlane;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();

    OperatorProcessTest(KubernetesClient client, ControlPlane controlPlane) {
        this.client = client;
        this.controlPlane = controlPlane;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void closeAccount() {
        account.close();
    }

    @Test
    void answersProbesAndStopsInOrder() throws Exception {
        try (OperatorProcess operator = OperatorProcess.start(controlPlane, account)) {
            operator.awaitMessage("Operator started");
            JsonNode probes = operator.awaitMessage("Serving probes");
            JsonNode metrics = operator.awaitMessage("Serving metrics");
            await("it leads").until(() -> !holder().isEmpty());

            assertThat(OperatorProcess.get(probes, "/livez").statusCode()).isEqualTo(200);
            assertThat(OperatorProcess.get(probes, "/readyz").statusCode()).isEqualTo(200);
            assertThat(OperatorProcess.get(metrics, "/metrics").body()).contains("# TYPE reconciliations_");
            assertThat(operator.stop()).isZero();
            assertThat(holder()).as("holder of the lease after the end").isEmpty();
            assertThat(operator.log())
                    .allSatisfy(event -> assertThat(event.hasNonNull("level")).isTrue())
                    .anySatisfy(event ->
                            assertThat(event.path("formattedMessage").asText()).isEqualTo("Operator stopped"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing                                              | 64 | Missing --cluster-name (or the environment variable HEADGATE_CLUSTER_NAME)
            --cluster-name=a --aws-region=us-west-2              | 64 | give --aws-vpc-id
            --controllers=                                       | 64 | --enable-proxy-class
            --controllers= --enable-proxy-class --enable-webhooks | 64 | --enable-webhooks
            PROXY_ALONE --kubeconfig=UNREACHABLE                 | 1  | 127.0.0.1:1
            WHOLE --sync-period=often                            | 64 | --sync-period
            WHOLE --no-such-flag                                 | 64 | Unknown option: '--no-such-flag'
            WHOLE --kubeconfig=/not/there                        | 1  | /not/there
            WHOLE --kubeconfig=UNREACHABLE                       | 1  | 127.0.0.1:1
            """)
    void saysInOneLineWhatIsMissingOrWrong(String flags, int exitCode, String told, @TempDir Path folder)
            throws Exception {
        Path unreachable = Files.writeString(
                folder.resolve("unreachable"),
                controlPlane.kubeconfigYaml().replaceAll("server: .*", "server: https://127.0.0.1:1"));
        String arguments = flags.replace("nothing", "")
                .replace(
                        "WHOLE",
                        "--cluster-name=a --aws-region=us-west-2 --aws-vpc-id=vpc-1 --metrics-bind-addr=0"
                                + " --health-probe-bind-addr=0")
                .replace(
                        "PROXY_ALONE",
                        "--controllers= --enable-proxy-class --metrics-bind-addr=0 --health-probe-bind-addr=0")
                .replace("UNREACHABLE", unreachable.toString());

        Shell.Result result = Shell.run(
                folder,
                Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1"),
                Checkout.launcher() + " operator " + arguments);

        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        assertThat(result.output().lines().filter(line -> !line.startsWith("{")))
                .singleElement()
                .asString()
                .startsWith("headgate: ")
                .contains(told);
    }

    /** Between the write and its answer: the operator can know of none of it. */
    @ParameterizedTest(name = "at write {0}")
    @ValueSource(ints = {2, 5, 8})
    void killedInTheMiddleOfACreateAndStartedAgain(int write) throws Exception {
        try (OperatorProcess first = OperatorProcess.start(controlPlane, account, ALONE)) {
            first.awaitMessage("Operator started");
            account.afterWrites(write, first::kill);
            cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
            first.awaitDeath();
        }
        try (OperatorProcess second = OperatorProcess.start(controlPlane, account, ALONE)) {
            second.awaitMessage("Operator started");
            cluster.awaitProgrammed("shop", "web");
            await("both nodes are targets").until(() -> account.targets() == 2);

            assertThat(account.loadBalancers()).hasSize(1);
            assertThat(account.now().targetGroups()).hasSize(1);
            assertThat(account.now().listeners()).hasSize(1);
            assertThat(account.paths()).containsExactly("/");
            assertThat(account.calls().writes())
                    .filteredOn(call -> call.operation().startsWith("Create"))
                    .allMatch(call -> call.outcome().equals("ok"));
            removeTheIngress();
            assertThat(second.stop()).isZero();
        }
    }

    @Test
    void theOtherTakesOverWhenTheLeaderStops() throws Exception {
        try (OperatorProcess leader = OperatorProcess.start(controlPlane, account)) {
            leader.awaitMessage("Leading");
            try (OperatorProcess other = OperatorProcess.start(controlPlane, account)) {
                other.awaitMessage("Operator started");
                cluster.apply(ingress("shop", "web", "web", "/old", Map.of()));
                cluster.awaitProgrammed("shop", "web");
                await("both nodes are targets").until(() -> account.targets() == 2);
                assertThat(other.said("Leading")).isFalse();
                assertThat(other.said("Group deployed")).isFalse();
                account.calls().reset();

                assertThat(leader.stop()).isZero();
                cluster.apply(ingress("shop", "web", "web", "/new", Map.of()));

                await("the other applies the edit").until(() -> account.paths().equals(List.of("/new")));
                assertThat(other.said("Leading")).isTrue();
                assertThat(account.loadBalancers()).hasSize(1);
                assertThat(account.calls().writes())
                        .extracting(RecordedCall::operation)
                        .containsExactly("ModifyRule");
                removeTheIngress();
                assertThat(other.stop()).isZero();
            }
        }
    }

    private void removeTheIngress() {
        cluster.delete("shop", "web");
        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
    }

    /** Who holds the operator's lease; empty if nobody does. */
    private String holder() {
        Lease lease = client.leases()
                .inNamespace("kube-system")
                .withName("headgate-leader")
                .get();
        String holder = lease == null ? null : lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }
}
