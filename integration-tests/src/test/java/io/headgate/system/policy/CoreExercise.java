package io.headgate.system.policy;

import static io.headgate.system.harness.Member.named;

import io.headgate.aws.iam.Feature;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.system.SimulatedAccount;
import io.headgate.system.harness.Member;
import io.headgate.system.harness.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** All that a load balancer can be asked for without any further feature. */
final class CoreExercise {

    private static final String NODES = "sg-0d0000000000000d1";
    private static final int RULES_OF_A_GROUP = 60;
    private static final Member WEB = named("web");

    private CoreExercise() {}

    static Exercise exercise() {
        return Exercise.of(Feature.CORE, CoreExercise::use).in(Seeds.varied());
    }

    private static void use(World world) {
        Exercises.run(
                world,
                WEB.path("/a", "api"),
                WEB.path("/0", "cart").path("/a", "api"),
                WEB.with("tags", "team=shop").with("listen-ports", "[{\"HTTP\":80},{\"HTTP\":8080}]"),
                WEB.with("target-type", "ip"),
                WEB.with("load-balancer-attributes", "idle_timeout.timeout_seconds=30")
                        .with("target-group-attributes", "deregistration_delay.timeout_seconds=10")
                        .with("listener-attributes.HTTP-80", "routing.http.response.server.enabled=false")
                        .with("healthcheck-path", "/up"),
                WEB.with("ip-address-type", "dualstack"),
                WEB.with("subnets", "public-a,public-b"),
                WEB.with("security-groups", NODES),
                WEB.withOwn("outbound", "targets"),
                WEB.withOwn("security-group-rules", "described"),
                WEB.with("inbound-cidrs", blocks("10.7.")),
                WEB.with("inbound-cidrs", blocks("10.8.")));
        somebodyChangesTheListener(world);
        Exercises.run(world, WEB);
        letReachAPod(world);
        fillAndChangeNodes(world);
    }

    /** One of which only the address is known, as of pods without a node in the cluster. */
    private static void letReachAPod(World world) {
        BindingAccess access = new BindingAccess(
                new ObjectKey(Member.NAMESPACE, "pods"),
                List.of(new BindingAccess.Peer("10.0.0.0/24", "tcp", 8080)),
                Set.of(new BindingAccess.Endpoint(null, "10.1.0.10")));
        world.operator().provider().nodeAccess().reconcile(List.of(access), NodeAccess.Extent.PART);
    }

    private static String blocks(String prefix) {
        return IntStream.range(0, RULES_OF_A_GROUP)
                .mapToObj(number -> prefix + number + ".0/24")
                .collect(Collectors.joining(","));
    }

    private static void somebodyChangesTheListener(World world) {
        try (ElasticLoadBalancingV2Client elb = ElasticLoadBalancingV2Client.builder()
                .endpointOverride(world.endpoint())
                .region(Region.of(SimulatedAccount.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build()) {
            String listener = world.account().listeners().getFirst().arn();
            elb.modifyListener(request -> request.listenerArn(listener)
                    .defaultActions(Action.builder()
                            .type(ActionTypeEnum.FIXED_RESPONSE)
                            .fixedResponseConfig(fixed -> fixed.statusCode("418"))
                            .build()));
        }
        world.operator().look();
    }

    /** The nodes' security group has room for one more rule, and the port changes: it is changed in place. */
    static void fillAndChangeNodes(World world) {
        Exercises.run(world, WEB);
        try (Ec2Client ec2 = Ec2Client.builder()
                .endpointOverride(world.endpoint())
                .region(Region.of(SimulatedAccount.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
                .build()) {
            long present = world.account().securityGroupRules().stream()
                    .filter(rule -> rule.groupId().equals(NODES) && !rule.egress())
                    .count();
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(NODES)
                    .ipPermissions(IpPermission.builder()
                            .ipProtocol("tcp")
                            .fromPort(22)
                            .toPort(22)
                            .ipRanges(IntStream.range(0, (int) (RULES_OF_A_GROUP - present))
                                    .mapToObj(number -> IpRange.builder()
                                            .cidrIp("192.168." + number + ".0/24")
                                            .description("by hand")
                                            .build())
                                    .toList())
                            .build()));
        }
        Exercises.run(world, WEB.onlyPath("/", "api"));
        Exercises.removeAll(world);
    }
}
