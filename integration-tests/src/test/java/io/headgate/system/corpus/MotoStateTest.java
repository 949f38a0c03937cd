package io.headgate.system.corpus;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.manifest.Manifests;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import io.headgate.system.corpus.CorpusCase.Collection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the operator on a real API server against moto, which knows nothing of us, for cases that moto can hold: without the fields that
 * it drops, and without certificate discovery, whose order follows ARNs that moto draws by lot.
 */
@ExtendWith(KubeApiServerExtension.class)
final class MotoStateTest {

    private static StateReader reader;
    private static MotoAccount account;

    @BeforeAll
    static void start() throws IOException {
        reader = StateReader.start();
        account = MotoAccount.start(Collection.CASES);
    }

    @AfterAll
    static void stop() {
        account.close();
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app-bookshop",
                "app-blue-green",
                "app-maintenance",
                "app-saas-tenants",
                "class-by-annotation",
                "default-backend-with-rules",
                "group-order-and-namespaces",
                "health-checks-all",
                "ip-targets",
                "paths-of-all-types",
                "redirects-and-fixed-responses",
                "security-groups-own",
                "ssl-redirect",
                "subnets-explicit",
            })
    void makesTheRecordedStateThenNothingAtAll(String name, KubernetesClient client, @TempDir Path folder)
            throws IOException {
        CorpusCase recorded = new CorpusCase(Collection.CASES, name);
        Path manifest = folder.resolve("input.yaml");
        Files.writeString(manifest, account.localised(Files.readString(recorded.manifest())));
        Manifests manifests = Manifests.read(List.of(manifest));
        try (CaseCluster cluster = CaseCluster.create(client, manifests)) {
            OperatedCase operated = OperatedCase.of(recorded, account.endpoint(), account.seed(), manifests, cluster);
            RunningOperator operator =
                    SeedAccount.operator(client, account.endpoint(), account.seed(), recorded.flags());
            try (operator) {
                operated.awaitRecordedState(reader);
                operated.expectNothingLeftAfterDeletion(reader);
            }
        }
    }
}
