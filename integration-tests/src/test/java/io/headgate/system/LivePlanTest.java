package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerSpec;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.simulator.api.RecordedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code headgate plan} prints of a cluster is what the operator then does, call for call. The command itself writes nothing. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class LivePlanTest {

    private static final Map<String, String> IN_GROUP = Map.of("alb.ingress.kubernetes.io/group.name", "shops");
    private static final String NODES = "sg-0d0000000000000d1";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final CommandLineRun.Place place;

    LivePlanTest(KubernetesClient client, ControlPlane controlPlane) throws IOException {
        this.client = client;
        this.cluster = new Cluster(client);
        this.place = CommandLineRun.Place.of(controlPlane, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("north");
        cluster.service("north", "web");
        cluster.service("north", "api");
    }

    @AfterEach
    void leaveNothing() {
        try (RunningOperator _ = RunningOperator.start(client, account)) {
            cluster.ingresses()
                    .forEach(ingress -> cluster.delete(
                            ingress.getMetadata().getNamespace(),
                            ingress.getMetadata().getName()));
            await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
            await("the account is empty").until(account::isEmpty);
        }
        account.close();
    }

    @Test
    void whatIsPrintedIsWhatIsDone() throws IOException {
        List<Edit> edits = List.of(
                new Edit("create", () -> cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP))),
                new Edit("join the group", () -> cluster.apply(ingress("north", "b", "api", "/b", IN_GROUP))),
                new Edit("change a path", () -> cluster.apply(ingress("north", "a", "web", "/changed", IN_GROUP))),
                new Edit("change the backend", () -> cluster.apply(ingress("north", "a", "api", "/changed", IN_GROUP))),
                new Edit("replace the target group", () -> cluster.apply(ingress("north", "b", "api", "/b", grpc()))),
                new Edit("move away", () -> cluster.apply(ingress("north", "b", "api", "/b", Map.of()))));

        for (Edit edit : edits) {
            edit.action().run();
            List<JsonNode> printed = printedSteps();
            assertThat(printed).as(edit.name()).isNotEmpty();

            List<RecordedCall> done = whatTheOperatorDoes();

            assertThat(calls(done)).as(edit.name()).containsExactlyInAnyOrderElementsOf(expected(printed));
            assertThat(printedSteps()).as("after: " + edit.name()).isEmpty();
        }
    }

    private record Edit(String name, Runnable action) {}

    private static Map<String, String> grpc() {
        return Map.of(
                "alb.ingress.kubernetes.io/group.name",
                "shops",
                "alb.ingress.kubernetes.io/backend-protocol-version",
                "HTTP2");
    }

    private List<JsonNode> printedSteps() throws IOException {
        Map<String, String> versions = cluster.versions();
        account.calls().reset();

        CommandLineRun run = place.run("plan", "--all", "-o", "json");

        assertThat(run.exitCode()).as(run.err()).isIn(0, 2);
        assertThat(account.calls().writes()).isEmpty();
        assertThat(cluster.versions()).isEqualTo(versions);
        List<JsonNode> steps = new ArrayList<>();
        new ObjectMapper()
                .readTree(run.out())
                .forEach(group -> group.path("steps").forEach(steps::add));
        assertThat(run.exitCode() == 2).isEqualTo(steps.stream().anyMatch(LivePlanTest::destructive));
        return steps;
    }

    private static boolean destructive(JsonNode step) {
        return List.of("deletion", "replacement").contains(step.path("risk").asText());
    }

    private List<RecordedCall> whatTheOperatorDoes() {
        account.calls().reset();
        try (RunningOperator _ = RunningOperator.start(client, account)) {
            await("nothing is left to do")
                    .until(() -> cluster.settled() && printedSteps(place).isEmpty());
        }
        return account.calls().writes();
    }

    private static String printedSteps(CommandLineRun.Place place) {
        return place.run("plan", "--all")
                .out()
                .lines()
                .filter(line -> !line.endsWith(": nothing to do"))
                .findFirst()
                .orElse("");
    }

    private static List<String> expected(List<JsonNode> printed) {
        return printed.stream()
                .map(step -> step.path("call").asText())
                .filter(call -> !call.endsWith("TargetGroupBinding"))
                .map(LivePlanTest::operation)
                .toList();
    }

    private static String operation(String call) {
        return switch (call) {
            case "CreateBackendSecurityGroup" -> "CreateSecurityGroup";
            case "AuthorizeIngress", "RevokeIngress" -> call.replace("Ingress", "SecurityGroupIngress");
            default -> call;
        };
    }

    /** Targets and what lets them be reached are no matter of plans. */
    private static List<String> calls(List<RecordedCall> writes) {
        return writes.stream()
                .filter(call -> !call.operation().endsWith("Targets")
                        && !NODES.equals(call.parameters().get("GroupId")))
                .map(RecordedCall::operation)
                .toList();
    }

    @Test
    void aGroupThatIsObservedWaitsWithThePrintedPlan() throws IOException {
        try (RunningOperator _ = RunningOperator.start(client, account)) {
            cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
            cluster.awaitProgrammed("north", "a");
            mode(LoadBalancerSpec.Mode.Observe);
            cluster.apply(ingress("north", "a", "web", "/changed", IN_GROUP));

            await("the plan is pending").until(() -> !pending().isEmpty());

            assertThat(pending())
                    .containsExactlyElementsOf(printedSteps().stream()
                            .map(step -> step.path("call").asText() + " "
                                    + step.path("handle").asText())
                            .toList());
            mode(LoadBalancerSpec.Mode.Apply);
        }
    }

    private List<String> pending() {
        return client.resources(LoadBalancer.class).list().getItems().stream()
                .flatMap(object -> Stream.ofNullable(object.getStatus()))
                .flatMap(status -> status.pendingPlan().stream())
                .map(step -> step.step())
                .toList();
    }

    private void mode(LoadBalancerSpec.Mode mode) {
        client.resources(LoadBalancer.class)
                .resources()
                .forEach(object -> object.patch(
                        PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"mode\": \"" + mode + "\"}}"));
    }

    @Test
    void filesArePlannedAsIfTheyWereApplied(@TempDir Path folder) throws IOException {
        try (RunningOperator _ = RunningOperator.start(client, account)) {
            cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
            cluster.apply(ingress("north", "alone", "web", "/", Map.of()));
            cluster.awaitProgrammed("north", "a");
            cluster.awaitProgrammed("north", "alone");
        }
        Path same = file(folder.resolve("same.yaml"), ingress("north", "a", "web", "/a", IN_GROUP));
        Path edited = file(folder.resolve("edited.yaml"), ingress("north", "a", "web", "/other", IN_GROUP));
        Path moved = file(folder.resolve("moved.yaml"), ingress("north", "a", "web", "/a", Map.of()));
        account.calls().reset();

        CommandLineRun unchanged = place.run("plan", "-f", same.toString(), "--cluster");
        CommandLineRun edit = place.run("plan", "-f", edited.toString(), "--cluster");
        CommandLineRun move = place.run("plan", "-f", moved.toString(), "--cluster");

        assertThat(unchanged.out()).as(unchanged.err()).isEqualTo("group shops: nothing to do\n");
        assertThat(edit.out()).as(edit.err()).startsWith("group shops:\n").contains("ModifyRule");
        assertThat(edit.out().lines()).hasSize(2);
        assertThat(edit.exitCode()).isZero();
        assertThat(move.out())
                .contains("group north/a:\n", "CreateLoadBalancer", "group shops, plan ", "DeleteLoadBalancer");
        assertThat(move.out())
                .doesNotContain("alone")
                .contains("kubectl annotate --overwrite loadbalancers.headgate.io");
        assertThat(move.exitCode()).isEqualTo(2);
        assertThat(account.calls().writes()).isEmpty();
    }

    private static Path file(Path path, Object object) throws IOException {
        return Files.writeString(path, Serialization.asYaml(object));
    }

    @Test
    void whatIsMissingIsSaid() {
        CommandLineRun unknown = place.run("plan", "--group", "no-such-group");
        CommandLineRun nowhere = place.run("plan", "--all", "--kubeconfig", "/no/such/file");
        CommandLineRun both = place.run("plan", "--all", "-f", "x.yaml");
        cluster.apply(ingress("north", "a", "web", "/a", IN_GROUP));
        account.forbid("elasticloadbalancing");
        CommandLineRun denied = place.run("plan", "--all");
        account.forbid("");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("there is no group no-such-group", "give the name of one, or --all");
        assertThat(nowhere.exitCode()).isEqualTo(64);
        assertThat(nowhere.err()).contains("/no/such/file cannot be read");
        assertThat(both.exitCode()).isEqualTo(64);
        assertThat(denied.exitCode()).isEqualTo(1);
        assertThat(denied.err()).contains("AccessDenied");
    }
}
