package io.headgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.crds.elbv2.TargetGroupBinding;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import io.headgate.crds.elbv2.TargetGroupBindingSpec.ServiceReference;
import io.headgate.crds.elbv2.TargetIpAddressType;
import io.headgate.crds.elbv2.TargetType;
import io.headgate.operator.drift.DriftSettings;
import io.headgate.operator.runtime.RuntimeSettings;
import io.headgate.operator.runtime.Tuning;
import io.headgate.simulator.api.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new leader of five hundred target groups, which works on three at once as the program does. */
@Tag("system")
@ExtendWith(KubeApiServerExtension.class)
final class LeaderOfManyTest {

    private static final String NAMESPACE = "many";
    private static final String LEASE = "headgate-many";
    private static final int TARGET_GROUPS = 500;
    private static final int AT_ONCE = 3;
    /** Far fewer than there are target groups. */
    private static final int A_FEW = 50;

    private static final Duration AT_MOST = Duration.ofMinutes(1);
    /** Looking at so many takes time of its own. */
    private static final Duration RARELY = Duration.ofSeconds(1);

    private static final Duration NEVER = Duration.ofHours(1);
    private static final RuntimeSettings REPLICA = new RuntimeSettings(
            null,
            new RuntimeSettings.LeaderElection(LEASE, "kube-system"),
            null,
            null,
            null,
            NEVER,
            NEVER,
            null,
            true,
            null,
            new Tuning(
                    AT_ONCE, AT_ONCE, Duration.ofSeconds(15), 0, 50, Duration.ZERO, Duration.ZERO, DriftSettings.OFF));

    private final KubernetesClient client;
    private final Cluster cluster;

    LeaderOfManyTest(KubernetesClient client) {
        this.client = client;
        this.cluster = new Cluster(client);
    }

    @Test
    void endpointsThatChangeAreServedFirst_andBeforeTheAccountIsRead() {
        prepare();
        try (SimulatedAccount account = new SimulatedAccount(
                        config -> config.withSeed(seedWithTargetGroups()).withLenient(true));
                RunningOperator leader = RunningOperator.start(client, account, REPLICA)) {
            IntStream.rangeClosed(1, TARGET_GROUPS).forEach(this::bind);
            await("the leader serves all")
                    .atMost(AT_MOST)
                    .pollInterval(RARELY)
                    .until(() -> account.targets() == TARGET_GROUPS && served());
            try (RunningOperator _ = RunningOperator.start(client, account, REPLICA)) {
                whileNobodyLeads(leader, () -> {
                    account.calls().reset();
                    account.hold("DescribeLoadBalancers");
                    account.hold("DescribeTargetHealth");
                    cluster.machines(NAMESPACE, "live", "10.1.0.1", "10.1.0.2");
                });
                account.release("DescribeTargetHealth");

                await("what changed while nobody led is served").until(() -> account.targets() == TARGET_GROUPS + 1);
                assertThat(lookedAtBeforeRegistering(account))
                        .as("target groups that were looked at before")
                        .isLessThan(A_FEW);

                cluster.machines(NAMESPACE, "live", "10.1.0.1", "10.1.0.2", "10.1.0.3");
                await("what changes later is served too").until(() -> account.targets() == TARGET_GROUPS + 2);

                assertThat(account.calls().calls())
                        .extracting(RecordedCall::operation)
                        .as("the account is not read yet")
                        .doesNotContain("DescribeLoadBalancers", "DescribeListeners", "DescribeRules");
                account.release();
            }
        }
    }

    private void prepare() {
        cluster.prepare();
        cluster.namespace(NAMESPACE);
        List.of("crowd", "live").forEach(service -> {
            cluster.service(NAMESPACE, service);
            cluster.machines(NAMESPACE, service, "10.1.0.1");
        });
    }

    /** Lets the leader go, does something, and waits until another one leads. */
    private void whileNobodyLeads(RunningOperator leader, Runnable change) {
        String former = holder();
        leader.close();
        change.run();
        await("another one leads").until(() -> !holder().isEmpty() && !holder().equals(former));
    }

    private String holder() {
        return Objects.requireNonNullElse(
                client.leases()
                        .inNamespace("kube-system")
                        .withName(LEASE)
                        .get()
                        .getSpec()
                        .getHolderIdentity(),
                "");
    }

    private static long lookedAtBeforeRegistering(SimulatedAccount account) {
        return account.calls().calls().stream()
                .map(RecordedCall::operation)
                .takeWhile(operation -> !operation.equals("RegisterTargets"))
                .filter(operation -> operation.equals("DescribeTargetHealth"))
                .count();
    }

    private boolean served() {
        return client.resources(TargetGroupBinding.class).inNamespace(NAMESPACE).list().getItems().stream()
                .allMatch(binding ->
                        binding.getStatus() != null && binding.getStatus().observedGeneration() != null);
    }

    /** The last one is that of the Service whose endpoints change. */
    private void bind(int number) {
        TargetGroupBinding binding = new TargetGroupBinding();
        binding.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(name(number))
                .build());
        binding.setSpec(new TargetGroupBindingSpec(
                arn(number),
                null,
                null,
                TargetType.IP,
                null,
                new ServiceReference(number == TARGET_GROUPS ? "live" : "crowd", new IntOrString(80)),
                null,
                null,
                TargetIpAddressType.IPV4,
                SimulatedAccount.VPC,
                null,
                null));
        client.resource(binding).create();
    }

    private static String seedWithTargetGroups() {
        String groups = IntStream.rangeClosed(1, TARGET_GROUPS)
                .mapToObj(number -> "{\"arn\": \"" + arn(number) + "\", \"name\": \"" + name(number)
                        + "\", \"targetType\": \"ip\", \"protocol\": \"HTTP\", \"port\": 80}")
                .collect(Collectors.joining(",", "\"targetGroups\": [", "],"));
        return SimulatedAccount.seed().replace("\"webAcls\":", groups + "\"webAcls\":");
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "group-%03d", number);
    }

    private static String arn(int number) {
        return "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/" + name(number) + "/"
                + String.format(Locale.ROOT, "%016x", number);
    }
}
