package io.headgate.system.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.manifest.Manifests;
import io.headgate.simulator.Simulator;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the operator on a real API server against the simulator, for each recorded case. */
@ExtendWith(KubeApiServerExtension.class)
final class CorpusSystemTest {

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
    Stream<DynamicTest> makesTheRecordedStateThenNothingMoreThenNothingAtAll(KubernetesClient client) {
        Coverage.print();
        return Coverage.covered()
                .map(recorded -> DynamicTest.dynamicTest(recorded.id(), () -> check(recorded, client)));
    }

    private static void check(CorpusCase recorded, KubernetesClient client) throws IOException {
        JsonNode seed = recorded.collection().seed();
        Manifests manifests = Manifests.read(List.of(recorded.manifest()));
        try (Simulator simulator = Coverage.simulator(seed);
                CaseCluster cluster = CaseCluster.create(client, manifests)) {
            OperatedCase operated = OperatedCase.of(recorded, simulator.endpoint(), seed, manifests, cluster);
            RunningOperator operator = SeedAccount.operator(client, simulator.endpoint(), seed, recorded.flags());
            try (operator) {
                operated.awaitRecordedState(reader);
                operated.expectNoCallOfASecondPass(simulator);
                operated.expectNothingLeftAfterDeletion(reader);
            }
        }
    }
}
