package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.operator.translate.EndpointReader;
import io.headgate.operator.translate.ServiceReader;
import io.headgate.operator.translate.WorkloadReader;
import io.headgate.operator.wire.WireKind;
import io.headgate.operator.wire.WireObject;
import io.headgate.operator.wire.WireSink;
import io.headgate.operator.wire.WireSource;
import io.headgate.operator.wire.WireWatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is read of the compact encoding is what the JSON of the same objects says, in lists and in events. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class WireWatchTest {

    private static final String NAMESPACE = "wire";

    private static final class Kept<R> implements WireSink<R> {

        final Map<ObjectKey, R> values = new ConcurrentHashMap<>();

        @Override
        public void put(WireObject<R> object) {
            assertThat(object.version()).isPositive();
            values.put(object.key(), object.value());
        }

        @Override
        public void remove(ObjectKey key) {
            values.remove(key);
        }

        @Override
        public Set<ObjectKey> keys() {
            return values.keySet();
        }
    }

    @BeforeAll
    static void objects(KubernetesClient client) {
        new Cluster(client).namespace(NAMESPACE);
        client.load(WireWatchTest.class.getResourceAsStream("/wire/objects.yaml"))
                .items()
                .forEach(object -> create(client, object));
    }

    private static void create(KubernetesClient client, HasMetadata object) {
        client.resource(object).create();
        if (object instanceof Pod pod && pod.getStatus() != null) {
            client.resource(pod).updateStatus();
        }
    }

    @Test
    void listsSayWhatTheJsonSays(KubernetesClient client) {
        assertThat(list(client, WireKind.pods()))
                .isEqualTo(byKey(
                        client.pods().inNamespace(NAMESPACE).list().getItems(),
                        WorkloadReader::read,
                        io.headgate.core.cluster.Pod::key))
                .hasSize(2);
        assertThat(list(client, WireKind.services()))
                .isEqualTo(byKey(
                        client.services().inNamespace(NAMESPACE).list().getItems(),
                        ServiceReader::read,
                        io.headgate.core.cluster.Service::key))
                .hasSize(2);
        assertThat(list(client, WireKind.slices()))
                .isEqualTo(byKey(
                        client.discovery()
                                .v1()
                                .endpointSlices()
                                .inNamespace(NAMESPACE)
                                .list()
                                .getItems(),
                        EndpointReader::read,
                        io.headgate.core.cluster.EndpointSlice::key))
                .hasSize(2);
    }

    @Test
    void eventsSayWhatChanged(KubernetesClient client) {
        Kept<io.headgate.core.cluster.Service> kept = new Kept<>();
        ObjectKey key = new ObjectKey(NAMESPACE, "later");
        try (WireWatch<io.headgate.core.cluster.Service> watch =
                new WireWatch<>(new WireSource(client, NAMESPACE), WireKind.services(), kept)) {
            watch.start().toCompletableFuture().join();

            new Cluster(client).service(NAMESPACE, "later");
            await("it is there").until(() -> kept.values.containsKey(key));

            client.services().inNamespace(NAMESPACE).withName("later").edit(service -> {
                service.getMetadata().setAnnotations(Map.of("changed", "yes"));
                return service;
            });
            await("it changed")
                    .untilAsserted(() -> assertThat(kept.values.get(key))
                            .extracting(io.headgate.core.cluster.Service::annotations)
                            .isEqualTo(Map.of("changed", "yes")));
            assertThat(watch.healthy()).isTrue();

            client.services().inNamespace(NAMESPACE).withName("later").delete();
            await("it is gone").until(() -> !kept.values.containsKey(key));
        }
    }

    @Test
    void whatIsGoneWhenTheListComesIsForgotten(KubernetesClient client) {
        Kept<io.headgate.core.cluster.Pod> kept = new Kept<>();
        ObjectKey gone = new ObjectKey(NAMESPACE, "gone");
        kept.values.put(gone, list(client, WireKind.pods()).values().iterator().next());

        try (WireWatch<io.headgate.core.cluster.Pod> watch =
                new WireWatch<>(new WireSource(client, NAMESPACE), WireKind.pods(), kept)) {
            watch.start().toCompletableFuture().join();

            assertThat(kept.values).doesNotContainKey(gone).hasSize(2);
        }
    }

    @Test
    void aRefusedListFails(KubernetesClient client) {
        Config config = new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername("stranger")
                .build();
        try (KubernetesClient stranger =
                        new KubernetesClientBuilder().withConfig(config).build();
                WireWatch<io.headgate.core.cluster.Pod> watch =
                        new WireWatch<>(new WireSource(stranger, null), WireKind.pods(), new Kept<>())) {
            assertThatThrownBy(() -> watch.start().toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("pods is forbidden")
                    .hasMessageContaining("stranger");
        }
    }

    private static <R> Map<ObjectKey, R> list(KubernetesClient client, WireKind<R> kind) {
        Kept<R> kept = new Kept<>();
        try (WireWatch<R> watch = new WireWatch<>(new WireSource(client, NAMESPACE), kind, kept)) {
            watch.start().toCompletableFuture().join();
        }
        return kept.values;
    }

    private static <K, R> Map<ObjectKey, R> byKey(List<K> objects, Function<K, R> reader, Function<R, ObjectKey> key) {
        return objects.stream().map(reader).collect(Collectors.toMap(key, value -> value));
    }
}
