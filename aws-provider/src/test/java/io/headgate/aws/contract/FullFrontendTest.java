package io.headgate.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.AwsProvider;
import io.headgate.aws.endpoint.AwsEndpoint;
import io.headgate.aws.endpoint.AwsTest;
import io.headgate.aws.endpoint.Emulator;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The security group of a load balancer with as many rules as it may have, all of which change. */
@AwsTest(on = Emulator.SIMULATOR)
final class FullFrontendTest {

    private final AwsEndpoint endpoint;
    private final TestAccount account;
    private final Calls calls = new Calls();

    FullFrontendTest(AwsEndpoint endpoint) {
        this.endpoint = endpoint;
        this.account = TestAccount.make(endpoint);
    }

    @Test
    void sixtyBlocksTurnIntoSixtyOthersInOneCall() {
        try (AwsProvider provider = AwsProvider.create(
                account.settings(),
                ClientSecrets.NONE,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                calls,
                endpoint.accountInterceptor())) {
            provider.load();
            assertThat(converge(provider, letting("10.7.")).failures()).isEmpty();
            calls.reset();

            assertThat(converge(provider, letting("10.8.")).failures()).isEmpty();

            assertThat(calls.writes()).containsExactly("ModifySecurityGroupRules");
            provider.load();
            assertThat(converge(provider, letting("10.8.")).failures()).isEmpty();
            assertThat(calls.writes()).hasSize(1);
        }
    }

    private Stack letting(String prefix) {
        Stack stack = new DesiredStacks(account).http(List.of("a.example.com")).withBindings(List.of());
        SecurityGroup group = stack.securityGroups().getFirst();
        return stack.withSecurityGroups(List.of(group.withIngress(IntStream.range(0, 60)
                .mapToObj(number -> new Permission("tcp", 80, 80, new Source.Cidr(prefix + number + ".0/24"), ""))
                .toList())));
    }

    private static Outcome converge(AwsProvider on, Stack wanted) {
        Stack observed = on.observe(wanted);
        return on.execute(
                Planner.plan(wanted, observed, Policy.defaults(null)), observed, BindingWriter.NONE, Gatekeeper.OPEN);
    }
}
