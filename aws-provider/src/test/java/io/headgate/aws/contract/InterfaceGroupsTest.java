package io.headgate.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;
import io.headgate.aws.endpoint.Emulator;
import io.headgate.core.access.BindingAccess;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess;
import io.headgate.core.cluster.ObjectKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of several security groups of one interface gets the permissions. */
@AwsTest(on = Emulator.SIMULATOR)
final class InterfaceGroupsTest {

    private static final String CLUSTER_TAG = "kubernetes.io/cluster/" + TestAccount.CLUSTER;

    private final AwsEndpoint endpoint;
    private final TestAccount account;

    InterfaceGroupsTest(AwsEndpoint endpoint) {
        this.endpoint = endpoint;
        this.account = TestAccount.make(endpoint);
    }

    @Test
    void theOneWithTheClustersTagIsChosen() {
        TestAccount.Pod pod = account.makePod(endpoint, "10.0.0.51", List.of(Map.of(), Map.of(CLUSTER_TAG, "owned")));

        assertThat(open(account.settings(), pod)).isEmpty();
        assertThat(account.sources(endpoint, pod.securityGroup())).containsExactly("10.0.0.0/24");
    }

    @Test
    void ofSeveralWithThatTagTheOneWithTheOtherTagsIsChosen() {
        TestAccount.Pod pod = account.makePod(
                endpoint,
                "10.0.0.52",
                List.of(Map.of(CLUSTER_TAG, "owned"), Map.of(CLUSTER_TAG, "owned", "use", "targets")));

        assertThat(open(account.settings(), pod))
                .get()
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        failure -> assertThat(failure.message())
                                .contains(CLUSTER_TAG.substring(0, 21), "--service-target-eni-security-group-tags"));
        assertThat(open(account.settings().withInterfaceGroupTags(Map.of("use", "targets")), pod))
                .isEmpty();
        assertThat(account.sources(endpoint, pod.securityGroup())).containsExactly("10.0.0.0/24");
    }

    private Optional<Failure> open(AwsSettings settings, TestAccount.Pod pod) {
        try (AwsProvider provider = AwsProvider.create(
                settings,
                ClientSecrets.NONE,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                endpoint.accountInterceptor())) {
            provider.load();
            BindingAccess access = new BindingAccess(
                    new ObjectKey("shop", "pods"),
                    List.of(new BindingAccess.Peer("10.0.0.0/24", "tcp", 8080)),
                    Set.of(new BindingAccess.Endpoint(null, pod.address())));
            return Optional.ofNullable(provider.nodeAccess()
                    .reconcile(List.of(access), NodeAccess.Extent.ALL)
                    .failure());
        }
    }
}
