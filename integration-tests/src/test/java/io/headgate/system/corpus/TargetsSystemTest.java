package io.headgate.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.Simulator;
import io.headgate.system.Checkout;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registers the recorded targets, with the operator on a real API server against the simulator. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class TargetsSystemTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Checkout.root().resolve("operator/src/test/resources/corpus/targets");
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String RESOURCE_TAG = "ingress.k8s.aws/resource";

    @TestFactory
    Stream<DynamicTest> registersTheRecordedTargetsThenCallsNothing(KubernetesClient client) throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder ->
                            DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder, client)));
        }
    }

    private static void check(Path folder, KubernetesClient client) throws IOException {
        Manifests manifests = Manifests.read(List.of(CASES.resolve("nodes.yaml"), folder.resolve("input.yaml")));
        Map<String, String> nodes = manifests.ofType(Node.class).stream()
                .collect(Collectors.toMap(
                        TargetsSystemTest::instance, node -> node.getMetadata().getName()));
        JsonNode seed = withInstances(nodes);
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        try (Simulator simulator = Coverage.simulator(seed);
                CaseCluster cluster = CaseCluster.create(client, manifests);
                RunningOperator _ = SeedAccount.operator(client, simulator.endpoint(), seed, List.of())) {
            await("the Ingress and its bindings are served")
                    .pollInterval(OFTEN)
                    .until(() -> cluster.ingresses().stream().allMatch(cluster::settled) && cluster.bindingsSettled());

            assertThat(targets(simulator.account(), nodes))
                    .isEqualTo(JSON.convertValue(expected.get("targets"), Map.class));

            simulator.callLog().reset();
            cluster.touchIngresses();
            await("the Ingress is served again")
                    .pollInterval(OFTEN)
                    .until(() -> cluster.ingresses().stream().allMatch(cluster::settled) && cluster.bindingsSettled());
            assertThat(simulator.callLog().calls()).isEmpty();

            cluster.deleteIngresses();
            await("all is released").pollInterval(OFTEN).until(cluster::released);
        }
    }

    /** The account of the seed with an instance for each node, in the private subnet of zone a. */
    private static JsonNode withInstances(Map<String, String> nodes) throws IOException {
        ObjectNode seed = CorpusCase.Collection.CASES.seed().deepCopy();
        ArrayNode instances = seed.putArray("nodes");
        int host = 100;
        for (Map.Entry<String, String> node : nodes.entrySet()) {
            instances
                    .addObject()
                    .put("name", node.getValue())
                    .put("instanceId", node.getKey())
                    .put("ip", "10.0.3." + host++)
                    .put("zone", "us-west-2a")
                    .put("subnet", "private-a")
                    .put("securityGroup", "nodes");
        }
        return seed;
    }

    private static String instance(Node node) {
        String providerId = node.getSpec().getProviderID();
        return providerId.substring(providerId.lastIndexOf('/') + 1);
    }

    /** By resource of the target group, sorted; instances by the name of their node. */
    private static Map<String, List<String>> targets(AccountSnapshot account, Map<String, String> nodes) {
        Map<String, List<String>> targets = new TreeMap<>();
        account.targetHealth()
                .forEach((arn, health) -> targets.put(
                        account.tags().getOrDefault(arn, Map.of()).getOrDefault(RESOURCE_TAG, arn),
                        health.keySet().stream()
                                .map(target -> nodes.getOrDefault(target.id(), target.id()) + ":" + target.port())
                                .sorted()
                                .toList()));
        return targets;
    }
}
