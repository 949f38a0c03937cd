package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.benchmark.MovableClock;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Selector;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who was refused for a limit of the account is admitted after AWS raised it, although nobody edits an Ingress or restarts the operator. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class RaisedLimitTest {

    private static final String NAMESPACE = "raised";
    /** How often everything is looked at again, so that the test need not wait for as long as users do. */
    private static final Duration LOOKS = Duration.ofSeconds(1);
    /** Limits that something did not fit into are believed for less than that. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private static final Fault NOT_ALLOWED = Fault.refused("AccessDenied", "not allowed to read limits");

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final MovableClock clock = new MovableClock();

    RaisedLimitTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        cluster.service(NAMESPACE, "web");
    }

    /** A limit that leaves no room for a second Ingress. */
    enum Limit {
        RULES("rulesPerLoadBalancer", true, true),
        LOAD_BALANCERS("loadBalancers", false, true),
        /** Whoever may not read the limits hears of them only when a call is refused. */
        RULES_THAT_NOBODY_TELLS("rulesPerLoadBalancer", true, false);

        private final String quota;
        private final boolean grouped;
        private final boolean told;

        Limit(String quota, boolean grouped, boolean told) {
            this.quota = quota;
            this.grouped = grouped;
            this.told = told;
        }

        private Map<String, String> annotations() {
            return grouped ? Map.of("alb.ingress.kubernetes.io/group.name", "raised") : Map.of();
        }

        /** The condition that says that there is no room. */
        private String condition() {
            return told ? "Accepted" : "Programmed";
        }
    }

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWasRefusedIsAdmitted(Limit limit) {
        limit(limit, 1);
        try (RunningOperator _ = RunningOperator.startOnClock(client, account, lookingAgain(), clock)) {
            cluster.apply(ingress(NAMESPACE, "first", "web", "/first", limit.annotations()));
            cluster.awaitProgrammed(NAMESPACE, "first");
            cluster.apply(ingress(NAMESPACE, "second", "web", "/second", limit.annotations()));
            await("the second is refused")
                    .until(() -> cluster.condition(NAMESPACE, "second", limit.condition())
                            .filter(condition -> condition.status().equals("False"))
                            .isPresent());
            account.calls().reset();

            limit(limit, 2);
            clock.advance(LATER);

            cluster.awaitProgrammed(NAMESPACE, "second");
            assertThat(account.paths()).containsExactlyInAnyOrder("/first", "/second");
            assertThat(account.calls().writes())
                    .as("what serves is not touched")
                    .noneMatch(call -> call.operation().startsWith("Delete")
                            || call.operation().startsWith("Modify"));
            removeAll();
        }
    }

    private void removeAll() {
        cluster.ingresses()
                .forEach(each -> cluster.delete(NAMESPACE, each.getMetadata().getName()));
        await("all is gone").until(() -> cluster.ingresses().isEmpty() && account.isEmpty());
    }

    private void limit(Limit limit, int room) {
        FaultPlan plan = FaultPlan.NONE.withQuotas(Map.of(limit.quota, room));
        account.faults().set(limit.told ? plan : plan.with(Selector.operation("DescribeAccountLimits"), NOT_ALLOWED));
    }

    private static RuntimeSettings lookingAgain() {
        return new RuntimeSettings(
                null, null, null, null, null, LOOKS, Duration.ofSeconds(2), null, true, null, Tuning.DEFAULT);
    }
}
