package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.simulator.elbv2.LoadBalancer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator as a process, killed between a write and its answer, in the middle of changes of all kinds. The process that finishes one
 * change begins the next.
 */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class KilledProcessTest {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final List<String> FLAGS = List.of(
            "--enable-leader-election=false",
            "--warm-up-timeout=1ms",
            "--replacement-overlap=1ms",
            "--longest-drain=1ms");

    private final KubernetesClient client;
    private final ControlPlane controlPlane;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final Map<String, String> annotations = new HashMap<>(Map.of(PREFIX + "group.name", "a"));
    private String path = "/";

    KilledProcessTest(KubernetesClient client, ControlPlane controlPlane) {
        this.client = client;
        this.controlPlane = controlPlane;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        account.issue("web.example.com");
    }

    @AfterEach
    void closeAccount() {
        account.close();
    }

    /**
     * A change of the Ingress.
     *
     * @param write at which the process is killed, counted from the first one that the change needs
     */
    private record Change(String name, int write, Consumer<KilledProcessTest> make) {}

    private static List<Change> changes() {
        return List.of(
                new Change("an edit", 1, test -> test.path = "/edited"),
                new Change("a move to another group", 3, test -> test.annotate("group.name", "b")),
                new Change("a move back", 6, test -> test.annotate("group.name", "a")),
                new Change("a certificate", 2, test -> test.annotate("certificate-arn", SimulatedAccount.CERTIFICATE)),
                new Change("another certificate", 1, test -> test.annotate("certificate-arn", test.other())));
    }

    @Test
    void itsSuccessorFinishesWhateverWasBegun() throws InterruptedException {
        OperatorProcess process = started();
        try {
            apply();
            awaitDone("the beginning");
            for (Change change : changes()) {
                change.make().accept(this);
                OperatorProcess victim = process;
                account.afterWrites(change.write(), victim::kill);
                apply();
                victim.awaitDeath();
                victim.close();
                process = started();
                awaitDone(change.name());
            }
            cluster.delete("shop", "web");
            await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
            await("the account is empty").until(account::isEmpty);
        } finally {
            process.close();
        }
    }

    @Test
    void itsSuccessorFinishesAReplacementThatWasApproved() throws InterruptedException {
        GroupObject group = new GroupObject(client, "a");
        OperatorProcess process = started();
        try {
            apply();
            awaitDone("the beginning");
            annotate("scheme", "internet-facing");
            apply();
            await("a plan has a name").until(() -> !group.planId().isEmpty());
            OperatorProcess victim = process;
            account.afterWrites(4, victim::kill);
            group.approve(group.planId());
            victim.awaitDeath();
            victim.close();
            process = started();
            await("one is left, the one that was asked for").untilAsserted(() -> {
                assertThat(account.now().loadBalancers())
                        .singleElement()
                        .extracting(LoadBalancer::scheme)
                        .isEqualTo("internet-facing");
                assertThat(account.now().targetGroups()).hasSize(1);
                assertThat(account.paths()).containsExactly(path);
                assertThat(account.targets()).isEqualTo(2);
                assertThat(cluster.settled()).isTrue();
            });
            cluster.delete("shop", "web");
            await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
            await("the account is empty").until(account::isEmpty);
        } finally {
            process.close();
        }
    }

    private OperatorProcess started() {
        OperatorProcess process = OperatorProcess.start(controlPlane, account, FLAGS.toArray(String[]::new));
        process.awaitMessage("Operator started");
        return process;
    }

    private void annotate(String name, String value) {
        annotations.put(PREFIX + name, value);
    }

    private void apply() {
        cluster.apply(ingress("shop", "web", "web", path, annotations));
    }

    private String other() {
        return account.now().certificates().stream()
                .map(certificate -> certificate.arn())
                .filter(arn -> !arn.equals(SimulatedAccount.CERTIFICATE))
                .findFirst()
                .orElseThrow();
    }

    /** There is what the Ingress asks for now, once, and nothing of what it asked for before. */
    private void awaitDone(String change) {
        await(change).untilAsserted(() -> {
            assertThat(cluster.settled()).isTrue();
            assertThat(account.now().loadBalancers())
                    .singleElement()
                    .extracting(LoadBalancer::scheme)
                    .isEqualTo("internal");
            assertThat(account.loadBalancers()).allMatch(name -> name.startsWith("k8s-" + group() + "-"));
            assertThat(account.now().targetGroups()).hasSize(1);
            assertThat(account.now().listeners())
                    .singleElement()
                    .satisfies(listener -> assertThat(
                                    listener.certificates().stream().limit(1))
                            .isEqualTo(
                                    annotations.containsKey(PREFIX + "certificate-arn")
                                            ? List.of(annotations.get(PREFIX + "certificate-arn"))
                                            : List.of()));
            assertThat(account.now().securityGroups()).hasSize(4);
            assertThat(account.paths()).containsExactly(path);
            assertThat(account.targets()).isEqualTo(2);
        });
    }

    private String group() {
        return annotations.getOrDefault(PREFIX + "group.name", "");
    }
}
