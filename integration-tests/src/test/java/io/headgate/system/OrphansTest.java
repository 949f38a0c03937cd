package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.operator.runtime.OperatorRuntime;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.watch.OidcSecrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the account is left that nobody refers to; and what is left nevertheless is found and removed. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class OrphansTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final int EVENTS = 6;

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final CommandLineRun.Place place;

    OrphansTest(KubernetesClient client, ControlPlane controlPlane) throws IOException {
        this.client = client;
        this.cluster = new Cluster(client);
        this.place = CommandLineRun.Place.of(controlPlane, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void end() {
        account.close();
        cluster.abandon();
    }

    @Test
    void whatNobodyRefersToIsRemovedAndNothingElse() {
        try (Counting operator = new Counting()) {
            cluster.apply(ingress("shop", "stays", "web", "/", Map.of()));
            cluster.apply(ingress("shop", "lost", "web", "/", Map.of()));
            await("both are there").until(() -> account.loadBalancers().size() == 2 && cluster.settled());
            assertThat(operator.orphans()).isZero();
        }
        cluster.abandon("shop", "lost");
        account.calls().reset();

        CommandLineRun young = gc("--yes");
        CommandLineRun dry = gc("--dry-run", "--grace", "1ms");
        CommandLineRun asked = gc("--grace", "1ms");

        assertThat(young.exitCode()).as(young.err()).isZero();
        assertThat(young.out()).contains("keep, too young: group shop/lost, 0 min old", "nothing to remove");
        assertThat(dry.exitCode()).isEqualTo(2);
        assertThat(dry.out())
                .contains("remove: group shop/lost", "load balancer k8s-shop-lost", "security group k8s-shop-lost")
                .doesNotContain("stays");
        assertThat(asked.exitCode()).isEqualTo(64);
        assertThat(account.calls().writes()).isEmpty();
        try (Counting operator = new Counting()) {
            await("the orphan is counted").until(() -> operator.orphans() == 1);
        }

        CommandLineRun done = gc("--yes", "--grace", "1ms");

        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        assertThat(account.loadBalancers()).singleElement().asString().startsWith("k8s-shop-stays");
        assertThat(account.now().targetGroups()).hasSize(1);
        try (Counting operator = new Counting()) {
            cluster.delete("shop", "stays");
            await("the rest goes as usual").until(account::isEmpty);
            assertThat(operator.orphans()).isZero();
        }
    }

    @Test
    void nothingIsRemovedForAClusterThatCannotBeSeenOrIsEmpty() {
        try (Counting _ = new Counting()) {
            cluster.apply(ingress("shop", "lost", "web", "/", Map.of()));
            await("it is there").until(() -> account.loadBalancers().size() == 1 && cluster.settled());
        }
        cluster.abandon();
        account.calls().reset();

        CommandLineRun empty = gc("--yes", "--grace", "1ms");
        CommandLineRun unreachable = gc(
                "--yes",
                "--grace",
                "1ms",
                "--kubeconfig",
                unreachableKubeconfig().toString());

        assertThat(empty.exitCode()).isEqualTo(64);
        assertThat(empty.err()).contains("give --from-empty-cluster");
        assertThat(unreachable.exitCode()).isEqualTo(1);
        assertThat(unreachable.err()).contains("cannot be reached");
        assertThat(account.calls().writes()).isEmpty();
        assertThat(gc("--yes", "--grace", "1ms", "--from-empty-cluster").exitCode())
                .isZero();
        assertThat(account.loadBalancers()).isEmpty();
    }

    private static Path unreachableKubeconfig() {
        try {
            return Files.writeString(Files.createTempFile("nowhere", ".yaml"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}]
                    users: [{name: u, user: {}}]
                    contexts: [{name: x, context: {cluster: c, user: u}}]
                    current-context: x
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events at random, with an operator that is stopped after a random number of calls and begins anew each time. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensNothingIsLeftBehind(long seed) {
        Random random = new Random(seed);
        for (int event = 0; event < EVENTS; event++) {
            account.cutOffAfter(random.nextInt(12));
            try (Counting _ = new Counting()) {
                something(random);
                await("the account is cut off, or all is done").until(() -> account.isCutOff() || cluster.settled());
            }
            account.reconnect();
        }
        try (Counting operator = new Counting()) {
            await("all is as asked for").until(cluster::settled);
            await("there are just the groups that are asked for")
                    .until(() -> account.loadBalancers().size() == wanted() && operator.orphans() == 0);
            cluster.ingresses()
                    .forEach(each -> cluster.delete("shop", each.getMetadata().getName()));
            await("everything goes").until(() -> cluster.ingresses().isEmpty() && account.isEmpty());
            assertThat(operator.orphans()).as("seed %d", seed).isZero();
        }
    }

    private void something(Random random) {
        String name = List.of("a", "b", "c").get(random.nextInt(3));
        switch (random.nextInt(4)) {
            case 0 -> cluster.delete("shop", name);
            case 1 -> put(name, Map.of());
            case 2 -> put(name, Map.of(GROUP, "one"));
            default -> put(name, Map.of(GROUP, "two"));
        }
    }

    /** One that is being deleted cannot be changed in a way that matters. */
    private void put(String name, Map<String, String> annotations) {
        boolean going = cluster.ingresses().stream()
                .anyMatch(each -> each.getMetadata().getName().equals(name)
                        && each.getMetadata().getDeletionTimestamp() != null);
        if (!going) {
            cluster.apply(ingress("shop", name, "web", "/" + name, annotations));
        }
    }

    private long wanted() {
        return cluster.ingresses().stream()
                .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
                .map(each -> each.getMetadata()
                        .getAnnotations()
                        .getOrDefault(GROUP, each.getMetadata().getName()))
                .distinct()
                .count();
    }

    private CommandLineRun gc(String... arguments) {
        return place.run("gc", arguments);
    }

    /** An operator that counts orphans. */
    private final class Counting implements AutoCloseable {
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final OidcSecrets secrets = new OidcSecrets(client, null);
        private final AwsProvider provider = AwsProvider.create(
                AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                        .withMaxAttempts(2)
                        .withLocalEndpoint(account.endpoint()),
                secrets,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        private final OperatorRuntime runtime = OperatorRuntime.start(
                client,
                Map.of("aws", provider),
                CompilerSettings.defaults(SimulatedAccount.CLUSTER),
                RuntimeSettings.alone(),
                secrets,
                registry,
                Clock.systemUTC());

        int orphans() {
            return (int) registry.get("headgate.orphans").gauge().value();
        }

        @Override
        public void close() {
            runtime.close();
            provider.close();
        }
    }
}
