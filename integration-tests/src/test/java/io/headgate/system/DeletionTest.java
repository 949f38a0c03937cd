package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.simulator.fault.Fault;
import io.headgate.simulator.fault.Selector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** An Ingress goes whatever could not be made for it, and what keeps it is named. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class DeletionTest {

    private static final AwsSettings SETTINGS = AwsSettings.of(
                    SimulatedAccount.CLUSTER, SimulatedAccount.REGION, SimulatedAccount.VPC)
            .withMaxAttempts(2);

    private final KubernetesClient client;
    private final Cluster cluster;
    private final SimulatedAccount account = new SimulatedAccount();
    private final Ec2Client ec2 = account.ec2();
    private final RunningOperator operator;

    DeletionTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
        this.operator = RunningOperator.start(
                client,
                secrets -> AwsProvider.create(
                        SETTINGS.withLocalEndpoint(account.endpoint()),
                        secrets,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC()),
                CompilerSettings.defaults(SimulatedAccount.CLUSTER),
                RuntimeSettings.alone());
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void end() {
        operator.close();
        ec2.close();
        account.close();
        cluster.abandon();
    }

    @ParameterizedTest(name = "{0} answers {1}")
    @CsvSource({
        "CreateSecurityGroup, SecurityGroupLimitExceeded",
        "CreateSecurityGroup, UnauthorizedOperation",
        "AuthorizeSecurityGroupIngress, RulesPerSecurityGroupLimitExceeded",
        "AuthorizeSecurityGroupIngress, InvalidGroup.NotFound",
        "CreateTargetGroup, TooManyTargetGroups",
        "CreateTargetGroup, AccessDenied",
        "CreateLoadBalancer, TooManyLoadBalancers",
        "CreateLoadBalancer, SubnetNotFound",
        "CreateLoadBalancer, Throttling",
        "CreateListener, TooManyUniqueTargetGroupsPerLoadBalancer",
        "CreateListener, AccessDenied",
        "CreateRule, TooManyRules",
        "CreateRule, TargetGroupNotFound",
        "RegisterTargets, TooManyTargets",
        "RegisterTargets, AccessDenied",
    })
    void whatCouldNotBeMadeDoesNotKeepAnIngress(String operation, String code) {
        account.faults().inject(Selector.operation(operation), Fault.refused(code, "so the test wants it"));
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        await("the call fails").until(() -> !account.faults().fired().isEmpty());

        cluster.delete("shop", "web");

        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"class", "service", "annotation"})
    void whatBecameInvalidDoesNotKeepAnIngress(String what) {
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "web");
        switch (what) {
            case "class" ->
                client.network().v1().ingressClasses().withName("alb").delete();
            case "service" ->
                client.services().inNamespace("shop").withName("web").delete();
            default ->
                cluster.apply(
                        ingress("shop", "web", "web", "/", Map.of("alb.ingress.kubernetes.io/scheme", "sideways")));
        }

        cluster.delete("shop", "web");

        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void aForeignRuleIsNamed() {
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "web");
        String own = securityGroup("k8s-shop-web");
        String database = database();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(database)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .userIdGroupPairs(UserIdGroupPair.builder().groupId(own).build())
                        .build()));

        cluster.delete("shop", "web");

        awaitBlocked(
                "security group " + own + " is named by rule sgr-",
                " of " + database + " (inbound tcp 80), which is not ours: remove that rule");
        await("it is told to whoever waits")
                .until(() -> cluster.events("shop", "web").stream()
                        .anyMatch(event -> event.getMessage().contains(database)));
        ec2.deleteSecurityGroup(request -> request.groupId(database));
        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void aForeignInterfaceIsNamed() {
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "web");
        String shared = securityGroup("k8s-traffic");
        String made = ec2.createNetworkInterface(request -> request.subnetId("subnet-0d00000000000000c")
                        .description("bastion")
                        .groups(shared))
                .networkInterface()
                .networkInterfaceId();

        cluster.delete("shop", "web");

        awaitBlocked("security group " + shared + " is used by interface " + made + " (bastion)", "take the security");
        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(made));
        await("the Ingress is gone").until(() -> cluster.ingresses().isEmpty());
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void aMissingPermissionIsNamed() {
        cluster.apply(ingress("shop", "web", "web", "/", Map.of()));
        cluster.awaitProgrammed("shop", "web");
        account.faults()
                .inject(
                        Selector.operation("DeleteLoadBalancer"),
                        Fault.refused(
                                "AccessDenied",
                                "User is not authorized to perform: elasticloadbalancing:DeleteLoadBalancer"));

        cluster.delete("shop", "web");

        awaitBlocked("elasticloadbalancing:DeleteLoadBalancer", "allow the call in the IAM policy");
        account.faults().clear();
        // Nothing tells that a policy was changed; an operator that begins anew looks at once.
    }

    private String database() {
        return ec2.createSecurityGroup(request ->
                        request.groupName("database").description("of others").vpcId(SimulatedAccount.VPC))
                .groupId();
    }

    private String securityGroup(String prefix) {
        return account.now().securityGroups().stream()
                .filter(each -> each.name().startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void awaitBlocked(String... texts) {
        await("the condition names it")
                .until(() -> blocked()
                        .filter(condition -> Stream.of(texts)
                                .allMatch(text -> condition.getMessage().contains(text)))
                        .isPresent());
    }

    private Optional<Condition> blocked() {
        return client.resources(LoadBalancer.class).list().getItems().stream()
                .flatMap(object -> Stream.ofNullable(object.getStatus()))
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.getType().equals("RemovalBlocked"))
                .findFirst();
    }
}
