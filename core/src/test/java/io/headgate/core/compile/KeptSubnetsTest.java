package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.GROUP;
import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.facts.CloudFacts.ExistingLoadBalancer;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A load balancer that exists keeps its subnets, also beside the one that it follows or that follows it. */
final class KeptSubnetsTest {

    private static final ExistingLoadBalancer INSIDE =
            new ExistingLoadBalancer("internal", List.of("subnet-internal-elb-b", "subnet-internal-elb-a"));
    private static final ExistingLoadBalancer OUTSIDE =
            new ExistingLoadBalancer("internet-facing", List.of("subnet-elb-b", "subnet-elb-c"));

    @ParameterizedTest
    @CsvSource({
        "internal,        subnet-internal-elb-a subnet-internal-elb-b",
        "internet-facing, subnet-elb-b subnet-elb-c",
    })
    void eachOfTwoKeepsItsOwn_inWhateverOrderTheyWereFound(String scheme, String kept) {
        assertThat(subnets(scheme, INSIDE, OUTSIDE)).isEqualTo(kept);
        assertThat(subnets(scheme, OUTSIDE, INSIDE)).isEqualTo(kept);
    }

    @Test
    void aSuccessorWithAnotherSchemeGetsItsOwnChoice() {
        assertThat(subnets("internet-facing", INSIDE)).isEqualTo("subnet-elb-a subnet-elb-b subnet-elb-c");
    }

    @Test
    void thoseOfAnotherGroupDoNotCount() {
        CloudFacts facts = facts().withExisting(Map.of("other", List.of(INSIDE)), null);

        assertThat(subnets("internal", facts))
                .isEqualTo("subnet-internal-elb-a subnet-internal-elb-b subnet-internal-elb-c");
    }

    @Test
    void whoeverChoosesSubnetsGetsThem() {
        CloudFacts facts = facts().withExisting(Map.of(GROUP.toString(), List.of(INSIDE, OUTSIDE)), null);
        assertThat(subnets(compiled(
                        facts, "scheme", "internal", "subnets", "subnet-internal-elb-b,subnet-internal-elb-c")))
                .isEqualTo("subnet-internal-elb-b subnet-internal-elb-c");
    }

    @Test
    void ofAStackBothCountAndTheNetworkLoadBalancerInFrontDoesNot() {
        Stack inside = compiled(facts(), "scheme", "internal", "enable-frontend-nlb", "true");
        List<LoadBalancer> both = new ArrayList<>(inside.loadBalancers());
        both.addAll(compiled(facts(), "scheme", "internet-facing").loadBalancers());

        assertThat(both).extracting(LoadBalancer::type).contains("network");
        assertThat(ExistingLoadBalancer.of(inside.withLoadBalancers(both)))
                .extracting(ExistingLoadBalancer::scheme)
                .containsExactly("internal", "internet-facing");
    }

    private static String subnets(String scheme, ExistingLoadBalancer... existing) {
        return subnets(scheme, facts().withExisting(Map.of(GROUP.toString(), List.of(existing)), null));
    }

    private static String subnets(String scheme, CloudFacts facts) {
        return subnets(compiled(facts, "scheme", scheme));
    }

    private static Stack compiled(CloudFacts facts, String... annotations) {
        return Compiler.compile(group(ingress("a", annotations)), facts, SETTINGS)
                .stack();
    }

    private static String subnets(Stack stack) {
        return String.join(
                " ",
                stack.loadBalancers().getFirst().subnets().stream()
                        .map(LoadBalancer.SubnetMapping::subnetId)
                        .toList());
    }
}
