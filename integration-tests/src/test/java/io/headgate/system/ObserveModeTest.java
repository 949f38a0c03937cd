package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.safety.SafetySettings;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.ec2.SecurityGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In mode Observe nothing is changed, and the plan that is shown is, call for call, what is done afterwards. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ObserveModeTest {

    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final String ATTRIBUTES = "alb.ingress.kubernetes.io/load-balancer-attributes";
    private static final Map<String, String> MEMBER = Map.of(GROUP, "shop");

    private static final Set<String> TARGETS = Set.of("RegisterTargets", "DeregisterTargets");

    /** What somebody does while the operator only looks, to a group with the member web. */
    enum Edit {
        ANOTHER_MEMBER,
        ANOTHER_PATH,
        ANOTHER_SERVICE,
        ANOTHER_ATTRIBUTE,
        NO_MEMBER
    }

    private final KubernetesClient client;
    private final Cluster cluster;
    private final GroupObject group;
    private final SimulatedAccount account = new SimulatedAccount();
    private final List<String> shared = new ArrayList<>();
    private RunningOperator operator;

    ObserveModeTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.group = new GroupObject(client, "shop");
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.service("shop", "api");
    }

    @AfterEach
    void leaveNothing() {
        cluster.ingressClass(Map.of());
        cluster.delete("shop", "web");
        cluster.delete("shop", "api");
        await("all Ingresses are gone").until(() -> cluster.ingresses().isEmpty());
        await("the account is empty").until(account::isEmpty);
        operator.close();
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void theShownPlan_isWhatIsDone(Edit edit) {
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
        group.mode(Mode.Observe);
        await("it only looks").until(() -> reason("Ready").equals("Observing"));
        shared.addAll(account.now().securityGroups().stream()
                .filter(each -> !each.name().startsWith("k8s-shop-"))
                .map(SecurityGroup::id)
                .toList());
        account.calls().reset();

        make(edit);
        await("there is a plan").until(() -> !group.pending().isEmpty());
        List<String> shown = calls(group.pending());
        assertThat(account.calls().writes()).isEmpty();

        group.mode(Mode.Apply);
        await("it is done").until(() -> done().containsAll(shown));
        await("nothing is left to do").until(() -> group.pending().isEmpty());
        assertThat(done()).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void ofAClass_makesNothing_andLeavesNoMark() {
        cluster.ingressClass(Map.of("headgate.io/mode", "Observe"));

        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        await("there is a plan").until(() -> !group.pending().isEmpty());
        assertThatNothingWasDone();

        cluster.delete("shop", "web");
        await("nothing holds the Ingress").until(() -> cluster.ingresses().isEmpty());
        await("nor the group").until(() -> group.get().isEmpty());
        assertThat(account.calls().writes()).isEmpty();
    }

    @Test
    void ofTheOperator_changesNothingThatIsThere_untilItStartsWithout() {
        cluster.apply(ingress("shop", "web", "web", "/web", MEMBER));
        cluster.awaitProgrammed("shop", "web");
        await("both nodes are targets").until(() -> account.targets() == 2);
        operator.close();
        account.calls().reset();

        operator = RunningOperator.start(
                client, account, RuntimeSettings.alone().withSafety(new SafetySettings(Mode.Observe, false, 50)));
        cluster.delete("shop", "web");
        cluster.apply(ingress("shop", "api", "api", "/api", Map.of()));
        await("the removal is planned").until(() -> calls(group.pending()).contains("DeleteLoadBalancer"));
        await("the new one is planned")
                .until(() -> new GroupObject(client, "shop/api")
                        .pending().stream().anyMatch(step -> step.step().startsWith("CreateLoadBalancer")));
        assertThat(account.calls().writes()).isEmpty();
        assertThat(cluster.ingresses()).hasSize(2);

        operator.close();
        operator = RunningOperator.start(client, account);
        cluster.awaitProgrammed("shop", "api");
    }

    private void make(Edit edit) {
        switch (edit) {
            case ANOTHER_MEMBER -> cluster.apply(ingress("shop", "api", "api", "/api", MEMBER));
            case ANOTHER_PATH -> cluster.apply(ingress("shop", "web", "web", "/new", MEMBER));
            case ANOTHER_SERVICE -> cluster.apply(ingress("shop", "web", "api", "/web", MEMBER));
            case ANOTHER_ATTRIBUTE ->
                cluster.apply(ingress(
                        "shop",
                        "web",
                        "web",
                        "/web",
                        Map.of(GROUP, "shop", ATTRIBUTES, "idle_timeout.timeout_seconds=90")));
            case NO_MEMBER -> cluster.delete("shop", "web");
        }
    }

    private void assertThatNothingWasDone() {
        assertThat(account.calls().writes()).isEmpty();
        assertThat(client.resources(TargetGroupBinding.class)
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(cluster.ingresses())
                .flatExtracting(object -> object.getMetadata().getFinalizers())
                .isEmpty();
    }

    /** The operations of AWS that carry out the shown steps; bindings are objects of the cluster. */
    private static List<String> calls(List<PendingStep> steps) {
        return steps.stream()
                .map(step -> step.step().substring(0, step.step().indexOf(' ')))
                .filter(call -> !call.endsWith("TargetGroupBinding"))
                .toList();
    }

    /**
     * What was written but for targets and the way to them, which follow the endpoints and not the plan, and for what groups share, which
     * goes after the last of them.
     */
    private List<String> done() {
        return account.calls().writes().stream()
                .filter(call -> shared.stream().noneMatch(call.parameters()::containsValue))
                .map(RecordedCall::operation)
                .filter(call -> !TARGETS.contains(call))
                .toList();
    }

    private String reason(String type) {
        return group.condition(type).map(condition -> condition.getReason()).orElse("");
    }
}
