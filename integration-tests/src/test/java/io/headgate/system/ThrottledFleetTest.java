package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.client.Throttle;
import io.headgate.simulator.api.RecordedCall;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Throttling;
import io.headgate.simulator.fault.Throttling.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * An operator begins with a hundred load balancers, in an account that grants half of what the operator expects: a neighbour eats the rest. It
 * takes longer, and that is all.
 */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ThrottledFleetTest {

    private static final String NAMESPACE = "fleet";
    private static final int LOAD_BALANCERS = 100;
    private static final int CHANGED_BY_OTHERS = 10;
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    /** Looking at so many takes time of its own. */
    private static final Duration RARELY = Duration.ofSeconds(1);

    /** With the size of AWS's bucket for reads. What flows in is more, so that the test need not take a minute. */
    private static final int BURST = 40;

    private static final int GRANTED = 40;

    private final KubernetesClient client;
    private final Cluster cluster;

    ThrottledFleetTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @Test
    void aStartAmongManyGetsThrough_andNoRefusalIsSeen() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        cluster.service(NAMESPACE, "web");
        try (SimulatedAccount account = new SimulatedAccount()) {
            account.faults().set(withRoom());
            try (RunningOperator _ = RunningOperator.start(client, account)) {
                names().forEach(name -> cluster.apply(ingress(NAMESPACE, name, "web", "/", Map.of())));
                await("all are served")
                        .atMost(AT_MOST)
                        .pollInterval(RARELY)
                        .until(() -> account.paths().size() == LOAD_BALANCERS && cluster.settled());
            }
            othersDeleteRules(account);
            client.v1().events().inNamespace(NAMESPACE).delete();
            account.calls().reset();
            account.faults().set(withRoom().withThrottling(halfOfWhatIsExpected()));

            try (RunningOperator _ = RunningOperator.startHeldBack(client, account, expecting(2 * GRANTED))) {
                await("what others changed is as it was")
                        .atMost(AT_MOST)
                        .pollInterval(RARELY)
                        .until(() -> account.paths().size() == LOAD_BALANCERS);
            }

            assertThat(account.calls().calls())
                    .as("calls that the account refused")
                    .anyMatch(call -> call.outcome().contains("Throttling"));
            assertThat(account.calls().writes())
                    .filteredOn(call -> call.outcome().equals("ok"))
                    .extracting(RecordedCall::operation)
                    .as("writes")
                    .containsOnly("CreateRule")
                    .hasSize(CHANGED_BY_OTHERS);
            assertThat(client.v1().events().inNamespace(NAMESPACE).list().getItems())
                    .as("Events")
                    .noneMatch(event -> event.getType().equals("Warning"));
            assertThat(cluster.settled()).isTrue();
        }
    }

    private static List<String> names() {
        return IntStream.range(0, LOAD_BALANCERS)
                .mapToObj(number -> String.format(Locale.ROOT, "web-%02d", number))
                .toList();
    }

    private static FaultPlan withRoom() {
        return FaultPlan.NONE.withQuotas(Map.of("loadBalancers", LOAD_BALANCERS));
    }

    private static Throttling halfOfWhatIsExpected() {
        return new Throttling(List.of(new Bucket("elb", "elasticloadbalancing", List.of("*"), BURST, GRANTED)), 0);
    }

    private static Throttle expecting(int callsASecond) {
        return new Throttle(
                "Elastic Load Balancing v2", ".", Duration.ofSeconds(1).dividedBy(callsASecond), 2 * BURST);
    }

    private static void othersDeleteRules(SimulatedAccount account) {
        try (ElasticLoadBalancingV2Client other = account.elb()) {
            account.now().rules().values().stream()
                    .flatMap(List::stream)
                    .filter(rule -> !rule.routing().conditions().isEmpty())
                    .limit(CHANGED_BY_OTHERS)
                    .forEach(rule -> other.deleteRule(request -> request.ruleArn(rule.arn())));
        }
    }
}
