package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.elbv2.Target;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets come before others go, and nothing that is needed goes by mistake. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class TargetCareTest {

    private static final Duration UNTIL_HEALTHY = Duration.ofHours(1);
    private static final String NAMESPACE = "care";
    private static final Map<String, String> BY_ADDRESS = Map.of("alb.ingress.kubernetes.io/target-type", "ip");
    private static final List<String> BLUE = List.of("10.1.8.1", "10.1.8.2", "10.1.8.3");
    private static final List<String> GREEN = List.of("10.1.8.11", "10.1.8.12", "10.1.8.13");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Workload workload;
    private final SimulatedAccount account =
            new SimulatedAccount(new Timing(Duration.ZERO, UNTIL_HEALTHY, Duration.ZERO));

    TargetCareTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.workload = new Workload(client, cluster, NAMESPACE);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        workload.service("web");
        Stream.of(BLUE, GREEN).flatMap(List::stream).forEach(workload::start);
        workload.serve("web", BLUE);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aBindingThatSomebodyDeletesComesBack_andItsTargetsStay() {
        try (RunningOperator _ = started(Tuning.DEFAULT)) {
            TargetGroupBinding binding = publish();
            account.calls().reset();

            client.resource(binding).delete();

            await("another one is there")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> bindings().stream()
                            .map(each -> each.getMetadata().getUid())
                            .anyMatch(uid -> !uid.equals(binding.getMetadata().getUid())));
            awaitTargets(BLUE);
            assertThat(account.calls().writes()).isEmpty();
            end();
        }
    }

    @Test
    void whenTheSelectorFlipsTheOldTargetsStayUntilTheNewOnesAreHealthy_butNoneThatIsGone() {
        try (RunningOperator _ = started(Tuning.DEFAULT)) {
            publish();
            account.passes(UNTIL_HEALTHY);
            awaitHealthy(BLUE);

            workload.serve("web", GREEN);

            awaitTargets(with(BLUE, GREEN));
            workload.end(BLUE.getFirst());
            awaitTargets(with(BLUE.subList(1, 3), GREEN));
            account.passes(UNTIL_HEALTHY);
            awaitTargets(GREEN);
            end();
        }
    }

    @Test
    void whenAllNodesAreReplacedOneTargetStaysHealthy() {
        List<String> few = new CopyOnWriteArrayList<>();
        cluster.service(NAMESPACE, "nodes");
        try (RunningOperator _ = started(Tuning.DEFAULT)) {
            cluster.apply(Cluster.ingress(NAMESPACE, "web", "nodes", "/", Map.of()));
            cluster.awaitProgrammed(NAMESPACE, "web");
            account.passes(UNTIL_HEALTHY);
            List<String> nodes = List.of("i-0d0000000000000a1", "i-0d0000000000000b1");
            awaitHealthy(nodes);
            account.afterEachWrite(operation -> {
                if (targets("healthy").isEmpty()) {
                    few.add(operation);
                }
            });

            taint("ip-10-0-3-10");
            awaitTargets(nodes.subList(1, 2));
            taint("ip-10-0-4-10");
            account.passes(Duration.ofMinutes(5));

            await("the pass is over").pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(targets("healthy")).containsExactly(nodes.get(1));
            untaint("ip-10-0-3-10");
            awaitTargets(nodes);
            account.passes(UNTIL_HEALTHY);
            awaitTargets(nodes.subList(0, 1));
            assertThat(few).isEmpty();
            untaint("ip-10-0-4-10");
            end();
        }
    }

    /** Who says that ten targets are the most. */
    enum Teller {
        THE_FLAG("--max-targets-per-target-group"),
        THE_ACCOUNT("targets-per-target-group"),
        /** Of the load balancer. */
        A_REFUSAL("TooManyTargets");

        private final String words;

        Teller(String words) {
            this.words = words;
        }

        private Tuning tuning() {
            return this == THE_FLAG ? Tuning.DEFAULT.withMaxTargets(10) : Tuning.DEFAULT;
        }

        private Map<String, Integer> quotas() {
            return switch (this) {
                case THE_FLAG -> Map.of();
                case THE_ACCOUNT -> Map.of("targetsPerTargetGroup", 10);
                case A_REFUSAL -> Map.of("targetsPerLoadBalancer", 10);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNotRoomForAllTheNewestAreTargets_andTheConditionSaysSo(Teller teller) {
        List<String> pods =
                IntStream.rangeClosed(1, 15).mapToObj(host -> "10.1.7." + host).toList();
        pods.forEach(workload::start);
        account.faults().set(FaultPlan.NONE.withQuotas(teller.quotas()));
        try (RunningOperator _ = started(teller.tuning())) {
            workload.serve("web", pods.subList(0, 5));
            publish();
            awaitTargets(pods.subList(0, 5));
            workload.serve("web", pods);

            await("as many as there is room for").until(() -> targets("initial").size() == 10);
            await("the condition tells the cut")
                    .untilAsserted(() -> assertThat(binding().getStatus().conditions())
                            .anySatisfy(condition ->
                                    assertThat(condition.getMessage()).contains("10 of 15", teller.words)));
            assertThat(account.calls().calls())
                    .filteredOn(call -> call.operation().equals("RegisterTargets"))
                    .extracting(RecordedCall::outcome)
                    .matches(outcomes -> outcomes.stream().allMatch("ok"::equals) != (teller == Teller.A_REFUSAL));
            Set<String> dead = targets("initial").stream().limit(2).collect(Collectors.toSet());
            workload.end(dead.toArray(String[]::new));
            workload.serve(
                    "web", pods.stream().filter(pod -> !dead.contains(pod)).toList());
            // Those that drain still count for AWS.
            int atLeast = teller == Teller.THE_FLAG ? 10 : 8;
            await("dead ones make room")
                    .untilAsserted(() -> assertThat(targets("initial"))
                            .hasSizeBetween(atLeast, 10)
                            .doesNotContainAnyElementsOf(dead));
            end();
        }
    }

    /** What is wrong with an Ingress whose pods become more. */
    enum Trouble {
        SECURITY_GROUP("security-groups", "sg-0bad"),
        CERTIFICATE(
                "certificate-arn",
                "arn:aws:acm:us-west-2:123456789012:certificate/0a0a0a0a-0000-4000-8000-000000000000"),
        WEB_ACL("wafv2-acl-arn", "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/nowhere/0a1b"),
        LOG_BUCKET("load-balancer-attributes", "access_logs.s3.enabled=true,access_logs.s3.bucket=nowhere");

        private final String annotation;
        private final String value;

        Trouble(String annotation, String value) {
            this.annotation = "alb.ingress.kubernetes.io/" + annotation;
            this.value = value;
        }

        private Map<String, String> annotations() {
            return Map.of("alb.ingress.kubernetes.io/target-type", "ip", annotation, value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreTargetsAreRegisteredWhateverIsWrongWithTheGroup(Trouble trouble) {
        List<String> pods =
                IntStream.rangeClosed(1, 10).mapToObj(host -> "10.1.6." + host).toList();
        pods.forEach(workload::start);
        workload.serve("web", pods.subList(0, 3));
        try (RunningOperator _ = started(Tuning.DEFAULT)) {
            publish();
            awaitTargets(pods.subList(0, 3));
            account.faults()
                    .inject(
                            Selector.operation("ModifyLoadBalancerAttributes"),
                            Fault.refused("InvalidConfigurationRequest", "there is no such bucket"));
            cluster.apply(Cluster.ingress(NAMESPACE, "web", "web", "/", trouble.annotations()));
            await("it is told")
                    .until(() -> Stream.of("Accepted", "Programmed")
                            .flatMap(type -> cluster.condition(NAMESPACE, "web", type).stream())
                            .anyMatch(condition -> condition.status().equals("False")));

            workload.serve("web", pods);

            await("more pods, more targets")
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(targets("initial")).containsExactlyInAnyOrderElementsOf(pods));
            account.faults().set(FaultPlan.NONE);
            end();
        }
    }

    private RunningOperator started(Tuning tuning) {
        return RunningOperator.start(client, account, RuntimeSettings.alone().withTuning(tuning));
    }

    private TargetGroupBinding publish() {
        cluster.apply(Cluster.ingress(NAMESPACE, "web", "web", "/", BY_ADDRESS));
        cluster.awaitProgrammed(NAMESPACE, "web");
        return binding();
    }

    private TargetGroupBinding binding() {
        return bindings().getFirst();
    }

    private List<TargetGroupBinding> bindings() {
        return client.resources(TargetGroupBinding.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }

    private void end() {
        account.afterEachWrite(operation -> {});
        cluster.delete(NAMESPACE, "web");
        await("all is gone").until(account::isEmpty);
        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
    }

    private void taint(String node) {
        client.nodes()
                .withName(node)
                .edit(present -> new NodeBuilder(present)
                        .editSpec()
                        .addNewTaint()
                        .withKey("ToBeDeletedByClusterAutoscaler")
                        .withEffect("NoSchedule")
                        .endTaint()
                        .endSpec()
                        .build());
    }

    private void untaint(String node) {
        client.nodes()
                .withName(node)
                .edit(present -> new NodeBuilder(present)
                        .editSpec()
                        .withTaints()
                        .endSpec()
                        .build());
    }

    private void awaitTargets(List<String> ids) {
        await("targets " + ids).untilAsserted(() -> {
            Set<String> present = new TreeSet<>(targets("healthy"));
            present.addAll(targets("initial"));
            assertThat(present).containsExactlyElementsOf(new TreeSet<>(ids));
        });
    }

    private void awaitHealthy(List<String> ids) {
        await("healthy targets " + ids)
                .untilAsserted(() -> assertThat(targets("healthy")).containsExactlyElementsOf(new TreeSet<>(ids)));
    }

    private Set<String> targets(String state) {
        return account.now().targetHealth().values().stream()
                .flatMap(targets -> targets.entrySet().stream())
                .filter(target -> target.getValue().state().equals(state))
                .map(Map.Entry::getKey)
                .map(Target::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> with(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all.stream().sorted().toList();
    }
}
