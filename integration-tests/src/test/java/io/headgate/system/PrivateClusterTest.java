package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that reaches ELBv2 and EC2, while the endpoints of all other services never answer. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class PrivateClusterTest {

    private static final List<String> SIDE_SERVICES = List.of("WAFV2", "WAF Regional", "Shield", "ACM", "Route 53");
    private static final String ACL = "alb.ingress.kubernetes.io/wafv2-acl-arn";

    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final BlackHole hole = new BlackHole();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RunningOperator operator;

    PrivateClusterTest(KubernetesClient client) {
        this.cluster = new Cluster(client);
        Map<String, URI> endpoints =
                SIDE_SERVICES.stream().collect(Collectors.toMap(service -> service, service -> hole.address()));
        AwsSettings settings = AwsSettings.of(SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
                .withLocalEndpoint(account.endpoint())
                .withEndpoints(endpoints);
        this.operator = RunningOperator.start(
                client,
                secrets -> AwsProvider.create(settings, secrets, meters, Clock.systemUTC()),
                CompilerSettings.defaults(settings.clusterName()),
                RuntimeSettings.alone());
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void leaveNothing() {
        cluster.delete("shop", "plain");
        cluster.delete("shop", "guarded");
        await("all Ingresses are gone")
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.ingresses().isEmpty());
        operator.close();
        hole.close();
        account.close();
    }

    @Test
    void aPlainIngressIsServed_andNobodyElseIsAsked() {
        cluster.apply(ingress("shop", "plain", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "plain");
        await("it has an address").until(() -> hasAddress("plain"));

        assertThat(called()).containsOnly("ElasticLoadBalancingV2", "Ec2");
    }

    @Test
    void aWebAclThatCannotBeAskedForHoldsNothingElseUp() {
        cluster.apply(ingress("shop", "guarded", "web", "/guarded", Map.of(ACL, SimulatedAccount.WEB_ACL)));
        await("it has an address").atMost(Duration.ofMinutes(1)).until(() -> hasAddress("guarded"));
        await("it is told what is missing")
                .atMost(Duration.ofMinutes(1))
                .until(() -> cluster.condition("shop", "guarded", "Programmed")
                        .filter(condition -> condition.status().equals("False"))
                        .isPresent());

        cluster.apply(ingress("shop", "plain", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "plain");
        assertThat(account.paths()).contains("/", "/guarded");
    }

    private List<String> called() {
        return meters.find("headgate.aws.calls").counters().stream()
                .map(Counter::getId)
                .map(id -> String.valueOf(id.getTag("service")))
                .distinct()
                .toList();
    }

    private boolean hasAddress(String name) {
        return cluster.ingresses().stream()
                .filter(ingress -> ingress.getMetadata().getName().equals(name))
                .anyMatch(ingress -> ingress.getStatus() != null
                        && ingress.getStatus().getLoadBalancer() != null
                        && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty());
    }
}
