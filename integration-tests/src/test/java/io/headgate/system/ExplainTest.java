package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.operator.dev.controlplane.ControlPlane;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.Selector;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code headgate explain} on a live cluster: it asks and never writes. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class ExplainTest {

    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final CommandLineRun.Place place;
    private final RunningOperator operator;

    ExplainTest(KubernetesClient client, ControlPlane controlPlane) throws IOException {
        this.cluster = new Cluster(client);
        this.place = CommandLineRun.Place.of(controlPlane, account);
        this.operator = RunningOperator.start(client, account);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
        cluster.machines("shop", "web", "10.0.3.99");
    }

    @AfterEach
    void end() {
        operator.close();
        account.close();
        cluster.abandon();
    }

    @Test
    void whatIsServedIsShownFromTheObjectToItsTargets() throws IOException {
        cluster.apply(ingress("shop", "web", "web", "/books", Map.of()));
        awaitHealthy();
        Map<String, String> versions = cluster.versions();
        account.calls().reset();

        CommandLineRun run = place.run("explain", "shop/web");
        CommandLineRun offline = place.run("explain", "shop/web", "--offline");
        JsonNode json = new ObjectMapper()
                .readTree(place.run("explain", "shop/web", "-o", "json").out());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("Ingress shop/web, class alb, generation 1\n\nWhat is wrong\n  nothing\n")
                .contains("80  1  host web.example.com, path /books  =>  forward to shop/web-web:80")
                .contains("2 of 2 targets are healthy; Service shop/web has 1 of 1 endpoints ready")
                .contains("clients to load balancer: sg-", " lets in tcp 80 from 0.0.0.0/0")
                .contains("load balancers to targets: sg-0d0000000000000d1 lets in tcp")
                .contains("SuccessfullyReconciled");
        assertThat(offline.exitCode()).isZero();
        assertThat(offline.out()).contains("host web.example.com, path /books", "health of the targets is not known");
        assertThat(json.path("loadBalancer").path("state").asText()).isEqualTo("active");
        assertThat(json.path("targetGroups").path(0).path("targets")).hasSize(2);
        assertThat(account.calls().writes()).isEmpty();
        assertThat(cluster.versions()).isEqualTo(versions);
    }

    @Test
    void eachFailureIsNamedWithItsRemedy() {
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        awaitHealthy();

        cluster.apply(ingress("shop", "web", "web", "/", Map.of("alb.ingress.kubernetes.io/target-type", "pod")));
        await("the mistake is told").until(() -> refused("web"));
        assertThat(explain("web")).contains("alb.ingress.kubernetes.io/target-type", "->");

        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        awaitHealthy();
        account.faults()
                .inject(
                        Selector.operation("CreateRule"),
                        Fault.refused("TooManyRules", "The maximum number of rules has been reached"));
        cluster.apply(ingress("shop", "more", "web", "/more", Map.of()));
        await("the call fails")
                .until(() -> cluster.condition("shop", "more", "Programmed")
                        .filter(condition -> condition.reason().equals("FailedDeployModel"))
                        .isPresent());
        assertThat(explain("more")).contains("TooManyRules", "ask AWS for a higher limit");
        account.faults().clear();

        Map<String, String> none = new HashMap<>();
        var unclassed = ingress("shop", "unclassed", "web", "/", none);
        unclassed.getSpec().setIngressClassName("no-such-class");
        cluster.apply(unclassed);
        assertThat(explain("unclassed"))
                .contains("IngressClass \"no-such-class\" does not exist", "-> create the class");

        account.faults()
                .inject(
                        Selector.operation("DescribeLoadBalancers"),
                        Fault.refused("ExpiredToken", "The security token included in the request is expired"));
        assertThat(explain("web")).contains("the account cannot be asked: ExpiredToken", "credentials");
        account.faults().clear();

        CommandLineRun unknown = place.run("explain", "shop/wbe");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("there is no Ingress shop/wbe; there is shop/more, shop/unclassed, shop/web");
        assertThat(place.run("explain", "web").exitCode()).isEqualTo(64);
    }

    private boolean refused(String ingress) {
        return cluster.condition("shop", ingress, "Accepted")
                .filter(condition -> condition.status().equals("False"))
                .isPresent();
    }

    private String explain(String ingress) {
        CommandLineRun run = place.run("explain", "shop/" + ingress);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        return run.out();
    }

    private void awaitHealthy() {
        await("targets are healthy")
                .until(() -> cluster.condition("shop", "web", "TargetsHealthy")
                        .filter(condition -> condition.status().equals("True")
                                && condition.message().startsWith("2 of 2"))
                        .isPresent());
    }
}
