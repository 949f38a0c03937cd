package io.headgate.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.Simulator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compiles, plans and executes the recorded cases against the simulator, without a Kubernetes API server. */
final class PlanOnSimulatorTest {

    private static StateReader reader;

    @BeforeAll
    static void startReader() throws IOException {
        reader = StateReader.start();
    }

    @AfterAll
    static void stopReader() {
        reader.close();
    }

    @TestFactory
    Stream<DynamicTest> makesTheRecordedStateThenNothingMoreThenNothingAtAll() {
        Coverage.print();
        return Coverage.covered().map(recorded -> DynamicTest.dynamicTest(recorded.id(), () -> check(recorded)));
    }

    private static void check(CorpusCase recorded) throws IOException {
        JsonNode seed = recorded.collection().seed();
        ClusterState cluster = withUids(
                ManifestCluster.of(Manifests.read(List.of(recorded.manifest()))).state());
        try (Simulator simulator = Coverage.simulator(seed)) {
            List<DeployedGroup> made;
            try (DirectOperator operator = DirectOperator.start(simulator.endpoint(), seed, recorded.flags())) {
                made = operator.deploy(cluster);
            }

            ObjectNode expected = withoutClusterSide(recorded.expected());
            assertThat(reader.read(simulator.endpoint(), seed, StateReader.ClusterSide.empty(), expected)
                            .differences())
                    .as("differences from the recorded state")
                    .isEmpty();

            try (DirectOperator restarted = DirectOperator.start(simulator.endpoint(), seed, recorded.flags())) {
                assertThat(restarted.plans(cluster, made))
                        .as("what a second pass, after a restart, wants to do")
                        .isEmpty();
                restarted.remove(made);
            }
            assertThat(reader.read(simulator.endpoint(), seed, StateReader.ClusterSide.empty(), expected)
                            .owned())
                    .as("what is left after the removal")
                    .isEmpty();
        }
    }

    /** Names of target groups are told apart by the UIDs of their Services, which only an API server gives. */
    private static ClusterState withUids(ClusterState cluster) {
        Map<ObjectKey, Service> services = cluster.services().values().stream()
                .map(service -> new Service(
                        service.key(),
                        "uid of " + service.key(),
                        service.annotations(),
                        service.type(),
                        service.ipFamilies(),
                        service.ports()))
                .collect(Collectors.toMap(Service::key, Function.identity()));
        return new ClusterState(
                cluster.ingresses(),
                cluster.classes(),
                cluster.classParams(),
                cluster.namespaces(),
                services,
                cluster.oidcSecrets());
    }

    /** Bindings and refusals are the API server's. */
    private static ObjectNode withoutClusterSide(JsonNode expected) {
        ObjectNode accountOnly = expected.deepCopy();
        accountOnly.putArray("targetGroupBindings");
        accountOnly.putArray("refused");
        return accountOnly;
    }
}
