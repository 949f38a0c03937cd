package io.headgate.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;
import io.headgate.aws.endpoint.Emulator;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.DriftScan.Findings;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.stack.Certificate;
import io.headgate.core.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates that were requested and that somebody else deletes, as looks for changes by others find them. */
@AwsTest(on = Emulator.SIMULATOR)
final class CertificateDriftTest {

    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final AwsEndpoint endpoint;
    private final TestAccount account;
    private final Calls calls = new Calls();
    private Duration passed = Duration.ZERO;

    CertificateDriftTest(AwsEndpoint endpoint) {
        this.endpoint = endpoint;
        this.account = TestAccount.make(endpoint);
    }

    @Test
    void oneThatIsGoneIsRequestedAgain() {
        try (AwsProvider provider = provider()) {
            provider.load();
            converge(provider, withCertificate());
            assertThat(calls.all()).containsOnlyOnce("RequestCertificate");
            passed = passed.plus(SETTLED);
            assertThat(look(provider).changed()).isEmpty();

            deleteCertificates();

            assertThat(look(provider).changed()).containsExactly(DesiredStacks.GROUP);
            calls.reset();
            converge(provider, withCertificate());
            assertThat(calls.writes()).contains("RequestCertificate");
        }
    }

    @Test
    void whereNoneWasRequestedNobodyIsAsked() {
        try (AwsProvider provider = provider()) {
            provider.load();
            converge(provider, plain());
            passed = passed.plus(SETTLED);
            calls.reset();

            assertThat(look(provider).changed()).isEmpty();

            assertThat(calls.all())
                    .contains("DescribeTags")
                    .doesNotContain(
                            "ListCertificates",
                            "DescribeCertificate",
                            "GetWebACLForResource",
                            "DescribeProtection",
                            "GetSubscriptionState");
        }
    }

    private AwsProvider provider() {
        InstantSource clock = () -> InstantSource.system().instant().plus(passed);
        return AwsProvider.create(
                account.settings(),
                ClientSecrets.NONE,
                new SimpleMeterRegistry(),
                clock,
                calls,
                endpoint.accountInterceptor());
    }

    private static Findings look(AwsProvider provider) {
        return provider.drift().settings(List.of(DesiredStacks.GROUP));
    }

    private Stack plain() {
        return new DesiredStacks(account).http(List.of("a.example.com")).withBindings(List.of());
    }

    private Stack withCertificate() {
        TrackingTags tags = new TrackingTags(Owner.of(TestAccount.CLUSTER), DesiredStacks.GROUP);
        return plain().withCertificates(List.of(new Certificate(
                "web", null, "shop.example.com", List.of("shop.example.com"), null, tags.of("web", Map.of()), null)));
    }

    private void deleteCertificates() {
        try (AwsClients others =
                AwsClients.create(account.settings(), new SimpleMeterRegistry(), InstantSource.system())) {
            others.acm()
                    .listCertificates()
                    .certificateSummaryList()
                    .forEach(summary -> others.acm()
                            .deleteCertificate(request -> request.certificateArn(summary.certificateArn())));
        }
    }

    private static void converge(AwsProvider on, Stack wanted) {
        Stack observed = on.observe(wanted);
        on.execute(
                Planner.plan(wanted, observed, Policy.defaults(null)), observed, BindingWriter.NONE, Gatekeeper.OPEN);
    }
}
