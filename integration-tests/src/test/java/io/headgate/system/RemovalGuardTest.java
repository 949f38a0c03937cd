package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.api.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing is removed because somebody looked the wrong way. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class RemovalGuardTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final Map<String, String> MEMBER = Map.of(GROUP, "shop");
    private static final String SUSPICIOUS = "SuspiciousEmptyRead";

    private final KubernetesClient client;
    private final Cluster cluster;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount();
    private RunningOperator operator;

    RemovalGuardTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "shop");
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void serve() {
        cluster.prepare();
        for (String namespace : List.of("shop", "north")) {
            cluster.namespace(namespace);
            cluster.service(namespace, "web");
        }
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.apply(ingress("north", "api", "web", "/api", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        cluster.awaitProgrammed("north", "api");
        await("all nodes are targets").until(() -> account.targets() == 4);
        account.calls().reset();
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "web");
        cluster.delete("north", "api");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @Test
    void anOperatorThatSeesLess_removesNothing_andTellsWhy() {
        restart("shop");
        cluster.apply(ingress("shop", "web", "web", "/new", MEMBER));
        await("it is told").until(() -> suspicion().contains("Ingress north/api"));
        await("what is seen is edited").until(() -> account.paths().contains("/new"));

        assertThatNothingIsRemoved();
        assertThat(account.paths()).contains("/api");

        restart(null);
        await("all is well again").until(() -> suspicion().isEmpty());
    }

    @Test
    void anOperatorThatSeesNobody_keepsTheGroup() {
        restart("default");
        await("it is told").until(() -> !suspicion().isEmpty());
        assertThat(account.calls().writes()).isEmpty();
        assertThat(group.get()).isPresent();
        restart(null);
        await("all is well again").until(() -> suspicion().isEmpty());
    }

    @Test
    void theObjectOfAGroup_deletedByHand_isMadeAnew_andNothingElseHappens() {
        String before = group.get().orElseThrow().getMetadata().getUid();

        client.resource(group.get().orElseThrow()).delete();
        await("there is another one")
                .until(() -> group.get()
                        .filter(object -> !object.getMetadata().getUid().equals(before))
                        .filter(object -> object.getStatus() != null)
                        .isPresent());
        await("it knows its load balancer")
                .until(() -> group.condition("Ready")
                        .filter(condition -> condition.getStatus().equals("True"))
                        .isPresent());
        assertThat(account.calls().writes()).isEmpty();
    }

    @Test
    void muchAtOnce_isLookedAtTwice_inTheSamePass() {
        cluster.apply(paths("/a", "/b", "/c", "/d", "/e", "/f"));
        await("there are many rules").until(() -> account.paths().size() == 7);
        await("and the pass is over").until(() -> group.pending().isEmpty());
        account.calls().reset();

        cluster.apply(paths("/a"));
        await("they go").until(() -> account.paths().size() == 2);
        assertThat(account.calls().count("DescribeRules")).isEqualTo(1);

        account.calls().reset();
        cluster.apply(paths("/a", "/b"));
        await("an ordinary edit").until(() -> account.paths().size() == 3);
        assertThat(account.calls().calls()).extracting(RecordedCall::operation).doesNotContain("DescribeRules");
    }

    private void assertThatNothingIsRemoved() {
        assertThat(account.calls().writes())
                .extracting(RecordedCall::operation)
                .noneMatch(call -> call.startsWith("Delete") || call.startsWith("Deregister"));
    }

    private void restart(@Nullable String namespace) {
        operator.close();
        Duration never = Duration.ofHours(1);
        RuntimeSettings alone = RuntimeSettings.alone();
        operator = RunningOperator.start(
                client,
                account,
                new RuntimeSettings(namespace, null, null, null, null, never, never, null, true, null, alone.tuning()));
    }

    private String suspicion() {
        return group.condition(SUSPICIOUS)
                .map(condition -> condition.getMessage())
                .orElse("");
    }

    private static Ingress paths(String... paths) {
        Ingress ingress = ingress("shop", "web", "web", "/", MEMBER);
        HTTPIngressPath path =
                ingress.getSpec().getRules().getFirst().getHttp().getPaths().getFirst();
        ingress.getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .setPaths(Stream.of(paths)
                        .map(each ->
                                new HTTPIngressPathBuilder(path).withPath(each).build())
                        .toList());
        return ingress;
    }
}
