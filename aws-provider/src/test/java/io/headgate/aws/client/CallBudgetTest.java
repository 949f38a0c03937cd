package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.client.AwsSettings.Budget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which limits a call keeps to. */
final class CallBudgetTest {

    private static final String ELB = "elasticloadbalancingv2";

    private final List<Throttle> throttles = List.of(
            new Throttle("Elastic Load Balancing v2", "^Describe", Duration.ofSeconds(1), 1),
            new Throttle("Elastic Load Balancing v2", "Health$", Duration.ofSeconds(5), 1));

    @Test
    void withoutOtherWordEachCallHasTheLimitOfItsKind() {
        CallBudget budget = budget(Budget.ACCOUNT, List.of());

        assertThat(budget.limits(ELB, "DescribeRules"))
                .hasSize(1)
                .isEqualTo(budget.limits(ELB, "DescribeListeners"))
                .as("each service has its own")
                .isNotEqualTo(budget.limits("ec2", "DescribeVpcs"));
        assertThat(budget.limits(ELB, "ModifyRule")).isNotEqualTo(budget.limits(ELB, "DescribeRules"));
    }

    @Test
    void aServiceWithRatesOfItsOwnHasOnlyThose() {
        CallBudget budget = budget(Budget.ACCOUNT, throttles);

        assertThat(budget.limits(ELB, "DescribeTargetHealth"))
                .as("all that match")
                .hasSize(2);
        assertThat(budget.limits(ELB, "ModifyRule")).as("its defaults are gone").isEmpty();
        assertThat(budget.limits("ec2", "DescribeVpcs")).as("another service").hasSize(1);
    }

    @Test
    void ratesThatAreGivenCountForAStandInToo() {
        CallBudget budget = budget(Budget.UNLIMITED, throttles);

        assertThat(budget.limits(ELB, "DescribeRules")).hasSize(1);
        assertThat(budget.limits("ec2", "DescribeVpcs")).isEmpty();
    }

    private static CallBudget budget(Budget budget, List<Throttle> throttles) {
        return new CallBudget(
                new AwsSettings.Pace(budget, 1, throttles), new SimpleMeterRegistry(), () -> Instant.EPOCH);
    }
}
