package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.elbv2.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One in five events of Services, endpoints, Pods and Nodes is lost or late, and yet all endpoints become targets. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class MissedEventsTest {

    private static final String NAMESPACE = "lossy";
    private static final Duration RESYNC = Duration.ofSeconds(1);
    private static final long SEED = 1974;

    @Test
    void whatAWatchMissesIsFoundWithinTheResyncInterval(KubernetesClient client, ControlPlane controlPlane) {
        Cluster cluster = new Cluster(client);
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        for (int service = 0; service < 3; service++) {
            cluster.service(NAMESPACE, "web" + service);
            cluster.machines(NAMESPACE, "web" + service, "10.1.0." + (service + 1));
        }
        RuntimeSettings settings = RuntimeSettings.alone().withTuning(Tuning.DEFAULT.withEndpointResync(RESYNC));
        try (SimulatedAccount account = new SimulatedAccount();
                LossyApiServer lossy = new LossyApiServer(controlPlane, SEED);
                KubernetesClient through = lossy.client();
                RunningOperator _ = RunningOperator.start(through, account, settings)) {
            for (int service = 0; service < 3; service++) {
                cluster.apply(Cluster.ingress(
                        NAMESPACE,
                        "web" + service,
                        "web" + service,
                        "/",
                        Map.of("alb.ingress.kubernetes.io/target-type", "ip")));
                cluster.awaitProgrammed(NAMESPACE, "web" + service);
            }
            lossy.lose();
            Random random = new Random(SEED);
            for (int round = 0; round < 5; round++) {
                Set<String> wanted = new TreeSet<>();
                for (int change = 0; change < 12; change++) {
                    String service = "web" + change % 3;
                    String[] addresses = random.ints(3, 1, 250)
                            .distinct()
                            .mapToObj(host -> "10.1." + service.charAt(3) + "." + host)
                            .toArray(String[]::new);
                    cluster.machines(NAMESPACE, service, addresses);
                    wanted.removeIf(address -> address.startsWith("10.1." + service.charAt(3)));
                    wanted.addAll(Set.of(addresses));
                }
                await("seed " + SEED + ", round " + round)
                        .atMost(RESYNC.multipliedBy(10))
                        .untilAsserted(() -> assertThat(targets(account)).isEqualTo(wanted));
            }
            assertThat(lossy.lost()).isPositive();
            for (int service = 0; service < 3; service++) {
                cluster.delete(NAMESPACE, "web" + service);
            }
            await("all is gone").until(account::isEmpty);
        }
    }

    private static Set<String> targets(SimulatedAccount account) {
        return account.now().targetHealth().values().stream()
                .flatMap(targets -> targets.entrySet().stream())
                .filter(target -> !target.getValue().state().equals("draining"))
                .map(Map.Entry::getKey)
                .map(Target::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
