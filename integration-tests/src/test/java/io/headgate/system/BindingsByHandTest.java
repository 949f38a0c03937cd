package io.headgate.system;

import static io.headgate.system.BindingsByHand.binding;
import static io.headgate.system.BindingsByHand.spec;
import static io.headgate.system.BindingsByHand.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.crds.elbv2.TargetType;
import io.headgate.operator.drift.DriftSettings;
import io.headgate.operator.loadbalancer.gate.GateSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** TargetGroupBindings that nobody's Ingress made: for target groups of Terraform, of other accounts, of several clusters. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class BindingsByHandTest {

    private static final String OURS =
            "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/by-hand/0d0d0d0d0d0d0d01";
    private static final String THEIRS =
            "arn:aws:elasticloadbalancing:us-west-2:210987654321:targetgroup/abroad/0d0d0d0d0d0d0d02";
    private static final String GROUPS = "{\"arn\": \"" + OURS
            + "\", \"name\": \"by-hand\", \"targetType\": \"instance\", \"protocol\": \"TCP\", \"port\": 80}, {\"arn\": \""
            + THEIRS
            + "\", \"name\": \"abroad\", \"targetType\": \"ip\", \"protocol\": \"HTTP\", \"port\": 80}";
    private static final String ROLE = "arn:aws:iam::210987654321:role/targets";
    private static final Duration NEVER = Duration.ofHours(1);

    private final KubernetesClient client;
    private final Cluster cluster;
    private final BindingsByHand byHand;
    private final Simulator simulator;

    BindingsByHandTest(KubernetesClient client) throws IOException {
        this.client = client;
        this.cluster = new Cluster(client);
        this.byHand = new BindingsByHand(client);
        this.simulator = EnforcedPolicy.on(
                Simulator.start(SimulatorConfig.DEFAULT
                        .withSeed(seed())
                        .withTiming(Timing.INSTANT)
                        .withLenient(true)),
                "dev");
    }

    private static String seed() throws IOException {
        try (InputStream seed = BindingsByHandTest.class.getResourceAsStream("/io/headgate/operator/dev/seed.json")) {
            return new String(Objects.requireNonNull(seed).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"certificates\": []", "\"certificates\": [], \"targetGroups\": [" + GROUPS + "]");
        }
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        List.of("north", "south").forEach(namespace -> {
            cluster.namespace(namespace);
            cluster.service(namespace, "web");
        });
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aBindingByNameTakesWhatItDoesNotSayFromTheTargetGroup() {
        try (RunningOperator _ = operator("dev", settings -> settings)) {
            cluster.apply(binding("north", spec(null, "by-hand", false, null)));
            await("both nodes are targets").until(() -> targets(OURS).size() == 2);
            await("the binding is served")
                    .until(() -> byHand.generation("north").isPresent());
            assertThat(ports())
                    .as("empty ports are all ports of TCP")
                    .containsExactly("tcp 0-65535 Ipv4[cidr=10.0.0.0/8]");
            simulator.callLog().reset();

            client.resource(byHand.present("north")).edit(object -> {
                object.getMetadata().setAnnotations(Map.of("example.com/note", "nothing to us"));
                return object;
            });
            cluster.apply(binding("south", spec(null, "nowhere", false, null)));

            await("another binding is refused")
                    .until(() -> byHand.condition("south").isPresent());
            assertThat(simulator.callLog().calls())
                    .as("calls for a binding that did not change")
                    .allMatch(call -> call.parameters().toString().contains("nowhere"));
            byHand.delete("north");
            byHand.delete("south");
            await("nothing is registered").until(() -> targets(OURS).isEmpty());
            assertThat(ports()).isEmpty();
        }
    }

    @Test
    void aRoleThatCannotBeAssumedTroublesItsBindingAlone() {
        try (RunningOperator _ = operator("dev", settings -> settings)) {
            cluster.machines("north", "web", "10.20.0.1", "10.20.0.2");
            cluster.apply(binding("north", spec(THEIRS, null, false, ROLE)));
            cluster.apply(binding("south", spec(THEIRS, null, false, "arn:aws:iam::111111111111:role/wrong-account")));

            await("both machines are targets abroad")
                    .until(() -> targets(THEIRS).size() == 2);
            await("the trouble shows on the other binding")
                    .until(() -> byHand.condition("south")
                            .filter(condition -> condition.getStatus().equals("False")
                                    && condition.getMessage().contains("AccessDenied"))
                            .isPresent());
            await("the binding is served")
                    .until(() -> byHand.generation("north").isPresent());
            assertThat(byHand.condition("north")).isEmpty();
            assertThat(client.v1().events().inNamespace("south").list().getItems())
                    .extracting(Event::getReason)
                    .contains("FailedReconcile");

            byHand.delete("south");
            byHand.delete("north");
            await("nothing is registered").until(() -> targets(THEIRS).isEmpty());
        }
    }

    @Test
    void nodesAreNoTargetsInAnotherAccount() {
        try (RunningOperator _ = operator("dev", settings -> settings)) {
            cluster.apply(binding("north", typed(spec(THEIRS, null, false, ROLE), TargetType.INSTANCE)));

            await("the binding is refused, with the field and a remedy")
                    .until(() -> byHand.condition("north")
                            .filter(condition -> condition.getStatus().equals("False")
                                    && condition.getMessage().contains("spec.iamRoleArnToAssume")
                                    && condition.getMessage().contains("type ip"))
                            .isPresent());
            assertThat(targets(THEIRS)).isEmpty();
            byHand.delete("north");
        }
    }

    @Test
    void aBindingOfTheFirstVersionIsServed_andANodeOutsideOfEc2IsLeftOutAlone() {
        cluster.ready(hybrid());
        try (RunningOperator _ = operator("dev", settings -> settings)) {
            var old = new io.headgate.crds.elbv2.v1alpha1.TargetGroupBinding();
            old.setMetadata(new ObjectMetaBuilder()
                    .withNamespace("north")
                    .withName("hand")
                    .build());
            old.setSpec(typed(spec(OURS, null, false, null), TargetType.INSTANCE));
            cluster.apply(old);

            await("both instances are targets").until(() -> targets(OURS).size() == 2);
            await("the other node is named")
                    .until(() -> client.v1().events().inNamespace("north").list().getItems().stream()
                            .anyMatch(event -> event.getReason().equals("TargetLeftOut")
                                    && event.getMessage().contains("eks-hybrid:///us-west-2/lab/mi-0d")));
            await("the binding is served")
                    .until(() -> byHand.generation("north").isPresent());
            assertThat(byHand.condition("north")).as("no trouble").isEmpty();
            byHand.delete("north");
        } finally {
            client.resource(hybrid()).delete();
        }
    }

    /** A machine elsewhere that is a node of the cluster. */
    private static Node hybrid() {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("hybrid")
                .addToLabels("eks.amazonaws.com/compute-type", "hybrid")
                .endMetadata()
                .withNewSpec()
                .withProviderID("eks-hybrid:///us-west-2/lab/mi-0d")
                .endSpec()
                .build();
    }

    @Test
    void twoClustersShareATargetGroup() {
        try (RunningOperator _ = operator("dev", settings -> only("north"));
                RunningOperator _ = operator("dev", settings -> only("south"))) {
            cluster.apply(binding("north", spec(OURS, null, true, null)));
            cluster.apply(binding("south", spec(OURS, null, true, null)));
            await("both clusters registered their targets")
                    .until(() -> targets(OURS).size() == 4);
            await("what is ours is noted").until(() -> byHand.noted("north").split(",", -1).length == 2);

            byHand.delete("north");

            await("only the targets of the other cluster stay")
                    .until(() -> targets(OURS).size() == 2);
            assertThat(byHand.noted("south").split(",", -1)).containsExactlyInAnyOrderElementsOf(targets(OURS));
            assertThat(byHand.noted("north")).isEmpty();
            byHand.delete("south");
            await("nothing is registered").until(() -> targets(OURS).isEmpty());
        }
    }

    @Test
    void noMoreTargetsAreRegisteredThanAllowed() {
        try (RunningOperator _ = operator(
                "dev",
                settings -> settings.withTuning(new Tuning(
                        1, 1, Duration.ofSeconds(1), 1, 50, Duration.ZERO, Duration.ZERO, DriftSettings.OFF)))) {
            cluster.apply(binding("north", spec(OURS, null, false, null)));

            await("the binding is served")
                    .until(() -> byHand.generation("north").isPresent());
            assertThat(targets(OURS)).hasSize(1);
            await("that is told")
                    .until(() -> client.v1().events().inNamespace("north").list().getItems().stream()
                            .anyMatch(event -> event.getReason().equals("TargetLeftOut")));
            byHand.delete("north");
        }
    }

    private static RuntimeSettings only(String namespace) {
        return new RuntimeSettings(namespace, null, null, null, null, NEVER, NEVER, null, true, null, Tuning.DEFAULT)
                .withGates(GateSettings.NONE);
    }

    private RunningOperator operator(String name, UnaryOperator<RuntimeSettings> settings) {
        AwsSettings aws = AwsSettings.of(name, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(simulator.endpoint());
        return RunningOperator.start(
                client,
                secrets -> AwsProvider.create(aws, secrets, new SimpleMeterRegistry(), Clock.systemUTC()),
                CompilerSettings.defaults(name),
                settings.apply(new RuntimeSettings(
                                null, null, null, null, null, NEVER, NEVER, null, true, null, Tuning.DEFAULT)
                        .withGates(GateSettings.NONE)));
    }

    private List<String> targets(String arn) {
        return simulator.account().targetHealth().getOrDefault(arn, Map.of()).entrySet().stream()
                .filter(entry -> !entry.getValue().state().equals("draining"))
                .map(entry -> entry.getKey().id() + ":" + entry.getKey().port())
                .sorted()
                .toList();
    }

    /** What may reach the nodes, as far as it is ours. */
    private List<String> ports() {
        return simulator.account().securityGroupRules().stream()
                .filter(rule -> rule.description().startsWith("elbv2.k8s.aws"))
                .map(rule -> rule.protocol() + " " + rule.fromPort() + "-" + rule.toPort() + " " + rule.peer())
                .toList();
    }
}
