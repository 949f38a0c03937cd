package io.headgate.system.policy;

import static io.headgate.system.harness.Member.named;

import io.headgate.aws.iam.Feature;
import io.headgate.core.cloud.AssumedRole;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.stack.Certificate;
import io.headgate.core.target.Target;
import io.headgate.system.CommandLineRun;
import io.headgate.system.EnforcedPolicy;
import io.headgate.system.harness.Member;
import io.headgate.system.harness.VirtualCluster;
import io.headgate.system.harness.World;
import java.util.List;
import java.util.Set;

/** What users of each feature do. */
final class Exercises {

    private static final String MANAGED = "--feature-gates=EnableCertificateManagement=true";
    private static final String THEIRS =
            "arn:aws:elasticloadbalancing:us-west-2:210987654321:targetgroup/abroad/0d0d0d0d0d0d0d02";
    private static final Member WEB = named("web");
    private static final Member SECURE = WEB.host("web.example.org").with("certificate-arn", World.CERTIFICATE);
    private static final Member REQUESTED =
            WEB.with("listen-ports", "[{\"HTTPS\":443}]").with("create-acm-cert", "true");

    private Exercises() {}

    static List<Exercise> all() {
        return List.of(
                CoreExercise.exercise(),
                stages(
                        Feature.CERTIFICATES,
                        SECURE,
                        SECURE.with("certificate-arn", World.CERTIFICATE + "," + World.OTHER_CERTIFICATE),
                        SECURE.with("certificate-arn", World.OTHER_CERTIFICATE),
                        WEB.with("listen-ports", "[{\"HTTPS\":443}]")),
                Exercise.of(Feature.CERTIFICATE_REQUESTS, world -> {
                            run(world, REQUESTED, REQUESTED.with("tags", "team=shop"), REQUESTED);
                            removeAll(world);
                        })
                        .needing(Feature.CERTIFICATES, Feature.ROUTE53)
                        .flag(MANAGED),
                Exercise.of(Feature.ROUTE53, Exercises::awaitIssued)
                        .needing(Feature.CERTIFICATES, Feature.CERTIFICATE_REQUESTS)
                        .flag(MANAGED),
                stages(
                                Feature.MUTUAL_TLS,
                                SECURE.with(
                                        "mutual-authentication",
                                        "[{\"port\": 443, \"mode\": \"verify\", \"trustStore\": \"staff\"}]"))
                        .needing(Feature.CERTIFICATES)
                        .in(Seeds.with("\"trustStores\": {\"staff\": \"" + Seeds.TRUST_STORE + "\"}")),
                stages(Feature.WAF, WEB.with("wafv2-acl-name", "edge"), WEB.with("wafv2-acl-name", "none")),
                stages(Feature.WAF_CLASSIC, WEB.with("waf-acl-id", Seeds.CLASSIC), WEB.with("waf-acl-id", "none"))
                        .in(Seeds.with("\"regionalWebAcls\": {\"" + Seeds.CLASSIC + "\": \"old\"}")),
                stages(
                        Feature.SHIELD,
                        WEB.with("shield-advanced-protection", "true"),
                        WEB.with("shield-advanced-protection", "false")),
                stages(
                                Feature.COGNITO,
                                SECURE.with("auth-type", "cognito")
                                        .with(
                                                "auth-idp-cognito",
                                                "{\"userPoolARN\":\"arn:aws:cognito-idp:us-west-2:123456789012:userpool/us-west-2_abc\","
                                                        + "\"userPoolClientID\":\"client\",\"userPoolDomain\":\"shop\"}"))
                        .needing(Feature.CERTIFICATES),
                stages(
                        Feature.CAPACITY,
                        WEB,
                        WEB.with("minimum-load-balancer-capacity", "CapacityUnits=1000"),
                        WEB.with("minimum-load-balancer-capacity", "CapacityUnits=2000")),
                stages(
                        Feature.IP_POOLS,
                        WEB.with("scheme", "internet-facing"),
                        WEB.with("scheme", "internet-facing").with("ipam-ipv4-pool-id", "ipam-pool-0123456789abcdef0")),
                Exercise.of(Feature.CROSS_ACCOUNT, Exercises::registerAbroad)
                        .in(
                                Seeds.with(
                                        "\"targetGroups\": [{\"arn\": \"" + THEIRS
                                                + "\", \"name\": \"abroad\", \"targetType\": \"ip\", \"protocol\": \"HTTP\", \"port\": 80}]")),
                stages(
                                Feature.UNTAGGED_LISTENERS,
                                WEB.with("listen-ports", "[{\"HTTP\":81}]"),
                                WEB.path("/a", "api").path("/b", "cart"),
                                WEB.path("/0", "api").path("/a", "api").path("/b", "cart"),
                                WEB,
                                WEB.host("other.example.com"),
                                SECURE,
                                SECURE.with("certificate-arn", World.CERTIFICATE + "," + World.OTHER_CERTIFICATE),
                                SECURE.with("certificate-arn", World.OTHER_CERTIFICATE)
                                        .with(
                                                "listener-attributes.HTTPS-443",
                                                "routing.http.response.server.enabled=false"))
                        .needing(Feature.CERTIFICATES)
                        .flag("--feature-gates=ListenerRulesTagging=false"),
                Exercise.of(Feature.UNTAGGED_NODES, CoreExercise::fillAndChangeNodes)
                        .in(Seeds.untaggedNodes()),
                Exercise.of(Feature.CLEANUP, Exercises::drain).flag(MANAGED));
    }

    /** What one Ingress is one after the other. The operator starts anew each time. */
    private static Exercise stages(Feature feature, Member... stages) {
        return Exercise.of(feature, world -> run(world, stages));
    }

    static void run(World world, Member... stages) {
        for (Member stage : stages) {
            converge(world, VirtualCluster.of(stage));
        }
    }

    static void removeAll(World world) {
        converge(world, VirtualCluster.of());
    }

    private static void converge(World world, VirtualCluster cluster) {
        world.converge(cluster);
        world.restart();
        world.converge(cluster);
        world.operator().look();
    }

    /** That it is not validated yet is no failure: the certificate tells why. */
    private static void awaitIssued(World world) {
        run(world, REQUESTED);
        world.operator().observed(VirtualCluster.of(REQUESTED)).stream()
                .flatMap(stack -> stack.certificates().stream())
                .filter(Certificate::pending)
                .forEach(pending -> {
                    throw new AssertionError(pending.toString());
                });
    }

    private static void registerAbroad(World world) {
        TargetRegistry abroad = world.operator()
                .provider()
                .targets(new AssumedRole("arn:aws:iam::210987654321:role/targets", "shared-word"));
        abroad.register(THEIRS, List.of(new Target("10.20.0.1", 8080, "all"))).ifPresent(failure -> {
            throw new CloudException(failure);
        });
    }

    /** The cluster is gone, and somebody empties its account who may do nothing else. */
    private static void drain(World world) {
        Set<Feature> allowed = world.policy().features();
        world.policy().change(EnforcedPolicy.usual());
        run(world, REQUESTED);
        world.policy().change(allowed);
        CommandLineRun drained =
                CommandLineRun.Place.withoutCluster(world.endpoint()).runWithoutCluster("drain", "--yes");
        if (drained.exitCode() != 0) {
            throw new AssertionError(drained.toString());
        }
    }
}
