package io.headgate.aws.addon;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.group.GroupId;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.simulator.Simulator;
import io.headgate.simulator.SimulatorConfig;
import io.headgate.simulator.account.Timing;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.FaultPlan;
import io.headgate.simulator.fault.Selector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;

/** Whose protections are read while a load balancer and its successor exist side by side. */
final class AddonReaderTest {

    private static final String ACL = "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/0a1b";
    private static final String FORMER_ACL = "arn:aws:wafv2:us-west-2:123456789012:regional/webacl/old/0c2d";
    private static final Addon WANTED = new Addon.WebAcl(ACL);
    private static final String FORMER = "internal";
    private static final String SUCCESSOR = "internet-facing";

    private Simulator simulator;
    private AwsClients clients;
    private AddonReader reader;
    private LoadBalancer former;
    private LoadBalancer successor;

    @BeforeEach
    void makeTwoLoadBalancers() throws IOException {
        simulator = Simulator.start(SimulatorConfig.DEFAULT.withLenient(true).withTiming(Timing.INSTANT));
        AwsSettings settings = AwsSettings.of("dev", "us-west-2", "vpc-1")
                .withLocalEndpoint(simulator.endpoint())
                .withMaxAttempts(1);
        clients = AwsClients.create(settings, new SimpleMeterRegistry(), InstantSource.system());
        reader = new AddonReader(clients, new ShieldAdvanced(clients, InstantSource.system()));
        List<String> subnets = clients.ec2().describeSubnets().subnets().stream()
                .map(Subnet::subnetId)
                .limit(2)
                .toList();
        former = made(FORMER, subnets);
        successor = made(SUCCESSOR, subnets);
        protect(former, FORMER_ACL);
        simulator.callLog().reset();
    }

    @AfterEach
    void stop() {
        clients.close();
        simulator.close();
    }

    @Test
    void theSuccessorIsProtectedByWhatItHasAndNotByWhatTheFormerOneHas() {
        reader.made(arn(successor));

        Stack read = reader.read(desired(SUCCESSOR, WANTED), observed(former, successor));

        assertThat(read.addons()).as("nothing protects the successor yet").isEmpty();
        protect(successor, ACL);
        reader.forget();
        assertThat(reader.read(desired(SUCCESSOR, WANTED), observed(former, successor))
                        .addons())
                .containsExactly(WANTED);
    }

    @Test
    void whatIsRememberedOfTheFormerOneGivesWay() {
        Stack remembered = observed(former, successor).withAddons(List.of(new Addon.WebAcl(FORMER_ACL)));

        assertThat(reader.read(desired(SUCCESSOR, WANTED), remembered).addons()).isEmpty();
    }

    @Test
    void beforeTheSuccessorIsThereTheFormerOneCounts() {
        Stack read = reader.read(desired(SUCCESSOR, WANTED), observed(former));

        assertThat(read.addons()).containsExactly(new Addon.WebAcl(FORMER_ACL));
    }

    @Test
    void eachIsReadOnceAndOnlyTheOneThatCounts() {
        Stack desired = desired(SUCCESSOR, WANTED);

        reader.read(desired, observed(former, successor));
        reader.read(desired, observed(successor, former));

        assertThat(asked()).containsExactly(arn(successor));
    }

    @Test
    void laterLooksAskAboutTheSuccessorAlone() {
        reader.read(desired(FORMER, WANTED), observed(former));
        reader.read(desired(SUCCESSOR, WANTED), observed(former, successor));
        protect(successor, ACL);
        simulator.callLog().reset();

        assertThat(reader.again(observed(former, successor))).containsExactly(WANTED);
        assertThat(asked()).containsExactly(arn(successor));
    }

    @Test
    void whatCannotBeReadIsTriedAndNeverTakenFromTheFormerOne() {
        simulator
                .faults()
                .set(FaultPlan.of(
                        Selector.operation("GetWebACLForResource"),
                        Fault.refused("WAFInvalidParameterException", "no")));

        Stack read = reader.read(desired(SUCCESSOR, WANTED), observed(former, successor));

        assertThat(read.addons()).hasSize(1).doesNotContain(WANTED, new Addon.WebAcl(FORMER_ACL));
    }

    private List<String> asked() {
        return simulator.callLog().calls().stream()
                .filter(call -> call.operation().equals("GetWebACLForResource"))
                .map(call -> String.valueOf(call.parameters().get("ResourceArn")))
                .toList();
    }

    private void protect(LoadBalancer balancer, String acl) {
        clients.wafv2()
                .associateWebACL(request -> request.resourceArn(arn(balancer)).webACLArn(acl));
    }

    private LoadBalancer made(String scheme, List<String> subnets) {
        String arn = clients.elb()
                .createLoadBalancer(request -> request.name("k8s-" + scheme)
                        .scheme(LoadBalancerSchemeEnum.fromValue(scheme))
                        .subnets(subnets))
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
        return balancer(scheme).withArn(arn);
    }

    private static LoadBalancer balancer(String scheme) {
        return new LoadBalancer(
                "LoadBalancer",
                null,
                "k8s-" + scheme,
                "application",
                scheme,
                "ipv4",
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(),
                null);
    }

    private static String arn(LoadBalancer balancer) {
        return String.valueOf(balancer.arn());
    }

    private static Stack desired(String scheme, Addon... addons) {
        return observed(balancer(scheme)).withAddons(List.of(addons));
    }

    private static Stack observed(LoadBalancer... balancers) {
        return Stack.empty(GroupId.parse("shop/web")).withLoadBalancers(List.of(balancers));
    }
}
