package io.headgate.system;

import static io.headgate.system.Cluster.ingress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.aws.iam.Feature;
import io.headgate.core.naming.TrackingTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** {@code headgate drain} empties the account of a cluster whose API server it never asks. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class DrainTest {

    private static final String GATE = "--feature-gates=EnableCertificateManagement=true";
    private static final String GROUP = "alb.ingress.kubernetes.io/group.name";
    private static final String NODES = "sg-0d0000000000000d1";

    private final Cluster cluster;
    private final KubernetesClient client;
    private final SimulatedAccount account = new SimulatedAccount();
    private final CommandLineRun.Place place = CommandLineRun.Place.withoutCluster(account.endpoint());
    private final Ec2Client ec2 = account.ec2();

    DrainTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @BeforeEach
    void prepare() {
        cluster.prepare();
        cluster.namespace("shop");
        cluster.service("shop", "web");
    }

    @AfterEach
    void end() {
        ec2.close();
        account.close();
        cluster.abandon();
    }

    @Test
    void everythingGoesWithoutTheCluster() {
        given(GATE, Map.of("alb.ingress.kubernetes.io/create-acm-cert", "true"), protectedByWebAcl());
        assertThat(account.now().certificates()).hasSize(2);
        account.calls().reset();

        CommandLineRun asked = drain();
        CommandLineRun dry = drain("--dry-run");

        assertThat(asked.exitCode()).isEqualTo(64);
        assertThat(asked.err()).contains("give --yes");
        assertThat(dry.exitCode()).isEqualTo(2);
        assertThat(dry.out())
                .contains("would remove load balancer k8s-shop-", "of group shop/alone", "shared by all groups")
                .contains("would remove certificate", "would revoke 1 permissions of nodes");
        assertThat(account.calls().writes()).isEmpty();

        CommandLineRun done = drain("--yes");

        assertThat(done.exitCode()).as(done.out()).isZero();
        assertThat(done.out()).contains("DeleteLoadBalancer", "nothing of cluster dev is left");
        assertThat(account.isEmpty()).isTrue();
        assertThat(account.now().certificates()).hasSize(1);
        assertThat(account.calls().writes())
                .extracting(call -> call.operation())
                .contains("ChangeResourceRecordSets", "DeleteCertificate");
        assertThat(drain("--yes").out()).contains("nothing carries the tags of cluster dev");
    }

    private static Map<String, String> protectedByWebAcl() {
        return Map.of("alb.ingress.kubernetes.io/wafv2-acl-arn", SimulatedAccount.WEB_ACL);
    }

    @Test
    void itGoesOnWhereItWasStopped() {
        given("--enable-waf=true", Map.of(), Map.of());
        int stops = 0;
        account.cutOffAfter(stops);
        while (drain("--yes", "--timeout", "1ms").exitCode() != 0) {
            account.cutOffAfter(1);
            stops++;
            assertThat(stops).isLessThan(60);
        }
        assertThat(account.isEmpty()).isTrue();
        assertThat(stops).isGreaterThan(5);
    }

    @Test
    void whatIsProtectedStaysWithAllThatItNeeds() {
        given(
                "--enable-waf=true",
                Map.of("alb.ingress.kubernetes.io/load-balancer-attributes", "deletion_protection.enabled=true"),
                Map.of());

        CommandLineRun kept = drain("--yes");

        assertThat(kept.exitCode()).isEqualTo(1);
        assertThat(kept.out())
                .contains("blocked: load balancer k8s-shop-alone", "give --disable-deletion-protection")
                .contains("left: security group k8s-traffic-dev");
        assertThat(account.loadBalancers()).hasSize(1);
        assertThat(account.now().securityGroupRules())
                .anyMatch(rule ->
                        rule.groupId().equals(NODES) && rule.description().startsWith("elbv2"));

        assertThat(drain("--yes", "--disable-deletion-protection").exitCode()).isZero();
        assertThat(account.isEmpty()).isTrue();
    }

    @Test
    void whatStandsInTheWayIsNamed() {
        given("--enable-waf=true", Map.of(), Map.of());
        String shared = shared();
        IpPermission foreign = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5432)
                .toPort(5432)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(shared).build())
                .build();
        String database = ec2.createSecurityGroup(request -> request.groupName("database")
                        .description("of somebody else")
                        .vpcId(SimulatedAccount.VPC))
                .groupId();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(database).ipPermissions(foreign));

        CommandLineRun blocked = drain("--yes", "--timeout", "1ms");

        assertThat(blocked.exitCode()).isEqualTo(1);
        assertThat(blocked.out())
                .containsPattern("security group " + shared + " is named by rule sgr-\\w+ of " + database
                        + " \\(inbound tcp 5432\\), which is not ours: remove that rule");
        ec2.deleteSecurityGroup(request -> request.groupId(database));
        assertThat(drain("--yes").exitCode()).isZero();
    }

    @Test
    void whatOthersHaveStays() {
        given("--enable-waf=true", Map.of(), Map.of());
        Map<String, String> others = new HashMap<>(Map.of(TrackingTags.CLUSTER, "other"));
        String group = securityGroup("other", others);
        String node = securityGroup("node-of-other", Map.of("kubernetes.io/cluster/other", "owned"));
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(node)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .userIdGroupPairs(UserIdGroupPair.builder()
                                .groupId(group)
                                .description("elbv2.k8s.aws/targetGroupBinding=shared")
                                .build())
                        .build()));
        String service =
                securityGroup("of-a-service", Map.of(TrackingTags.CLUSTER, "dev", "service.k8s.aws/stack", "shop/web"));

        CommandLineRun drained = drain("--yes", "--timeout", "1ms");

        assertThat(drained.exitCode()).isEqualTo(1);
        assertThat(drained.out())
                .contains("left: security group of-a-service (" + service + "), which was not made for Ingresses");
        assertThat(account.now().securityGroups())
                .extracting(each -> each.id())
                .contains(group, node, service)
                .hasSize(5);
        assertThat(account.now().securityGroupRules())
                .anyMatch(rule -> rule.groupId().equals(node) && !rule.egress());
    }

    private String securityGroup(String name, Map<String, String> tags) {
        List<software.amazon.awssdk.services.ec2.model.Tag> all = tags.entrySet().stream()
                .map(tag -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build())
                .toList();
        return ec2.createSecurityGroup(request -> request.groupName(name)
                        .description(name)
                        .vpcId(SimulatedAccount.VPC)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.SECURITY_GROUP)
                                .tags(all)
                                .build()))
                .groupId();
    }

    private String shared() {
        return account.now().securityGroups().stream()
                .filter(each -> each.name().startsWith("k8s-traffic"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** One Ingress alone and two in a group, made by an operator that is gone by now. */
    private void given(String flag, Map<String, String> alone, Map<String, String> inGroup) {
        try (RunningOperator _ = RunningOperator.start(client, account, flag)) {
            Map<String, String> grouped = new HashMap<>(inGroup);
            grouped.put(GROUP, "books");
            cluster.apply(ingress("shop", "alone", "web", "/", alone));
            cluster.apply(ingress("shop", "first", "web", "/first", grouped));
            cluster.apply(ingress("shop", "second", "web", "/second", Map.of(GROUP, "books")));
            cluster.awaitProgrammed("shop", "first");
            cluster.awaitProgrammed("shop", "second");
            await("all is there")
                    .until(() -> account.loadBalancers().size() == 2
                            && account.targets() == 6
                            && (!alone.isEmpty() || cluster.settled()));
        }
    }

    private CommandLineRun drain(String... arguments) {
        account.allow(Feature.CLEANUP);
        return place.runWithoutCluster("drain", arguments);
    }
}
