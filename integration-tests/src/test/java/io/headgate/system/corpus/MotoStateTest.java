package io.headgate.system.corpus;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.manifest.Manifests;
import io.headgate.system.KubeApiServerExtension;
import io.headgate.system.RunningOperator;
import io.headgate.system.corpus.CorpusCase.Collection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the operator on a real API server against moto, which knows nothing of us, for the cases that moto can hold. */
@ExtendWith(KubeApiServerExtension.class)
final class MotoStateTest {

    private static StateReader reader;
    private static @Nullable MotoAccount account;
    private static @Nullable Collection current;

    @BeforeAll
    static void start() throws IOException {
        reader = StateReader.start();
    }

    @AfterAll
    static void stop() {
        leave();
        reader.close();
    }

    @TestFactory
    Stream<DynamicTest> makesTheRecordedStateAndLeavesNothing(KubernetesClient client, @TempDir Path folder) {
        MotoCoverage.print();
        return Arrays.stream(Collection.values())
                .flatMap(collection -> MotoCoverage.of(collection).stream())
                .map(recorded -> DynamicTest.dynamicTest(recorded.id(), () -> check(recorded, client, folder)));
    }

    private static void check(CorpusCase recorded, KubernetesClient client, Path folder) throws IOException {
        MotoAccount moto = accountOf(recorded.collection());
        boolean left = false;
        try {
            run(recorded, moto, client, folder);
            left = true;
        } finally {
            if (!left) {
                // What a failed case leaves is not for the next one to find.
                leave();
            }
        }
    }

    private static void run(CorpusCase recorded, MotoAccount moto, KubernetesClient client, Path folder)
            throws IOException {
        Path manifest = folder.resolve("input.yaml");
        Files.writeString(manifest, moto.localised(Files.readString(recorded.manifest())));
        Manifests manifests = Manifests.read(List.of(manifest));
        try (CaseCluster cluster = CaseCluster.create(client, manifests)) {
            OperatedCase operated = OperatedCase.of(recorded, moto.endpoint(), moto.seed(), manifests, cluster);
            RunningOperator operator = SeedAccount.operator(client, moto.endpoint(), moto.seed(), recorded.flags());
            try (operator) {
                operated.awaitRecordedState(reader);
                operated.expectNothingLeftAfterDeletion(reader);
            }
        }
    }

    /** One account for all cases of a collection: each asserts that it leaves nothing. */
    private static MotoAccount accountOf(Collection collection) throws IOException {
        if (account == null || current != collection) {
            leave();
            account = MotoAccount.start(collection);
            current = collection;
        }
        return account;
    }

    private static void leave() {
        if (account != null) {
            account.close();
            account = null;
        }
    }
}
