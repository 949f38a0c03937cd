package io.headgate.operator.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.ListenerStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.quota.Limits;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.stack.Stack;
import io.headgate.operator.safety.Clearance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing tells that a limit was raised, so whoever is refused for one is looked at again. */
final class NextPassTest {

    private static final GroupId GROUP = GroupId.parse("shops");
    private static final Duration AT_THE_LATEST = Duration.ofMinutes(5);
    private static final Stack NOTHING = Stack.empty(GROUP);

    @Test
    void aMemberThatIsRefusedForALimit() {
        assertThat(after(Finding.QUOTA_EXCEEDED, Outcome.untouched(NOTHING)))
                .isEqualTo(new NextPass.After(AT_THE_LATEST));
    }

    @Test
    void aMistakeWaitsForWhoMadeIt() {
        assertThat(after(Finding.FAILED_BUILD_MODEL, Outcome.untouched(NOTHING)))
                .isEqualTo(new NextPass.OnChange());
    }

    @Test
    void aCallThatAwsRefusesForALimit() {
        FailedStep failed =
                new FailedStep(new ListenerStep.DeleteListener("arn"), new Failure.Quota("TooManyRules", "full"));

        assertThat(after(Finding.MISSING_SERVICE, new Outcome(NOTHING, List.of(failed), List.of())))
                .isEqualTo(new NextPass.After(AT_THE_LATEST));
    }

    private static NextPass after(String reason, Outcome outcome) {
        Finding finding = new Finding(Finding.Severity.ERROR, "Ingress shop/web", "spec", reason, "told", "change it");
        Compilation compilation = new Compilation(
                NOTHING,
                false,
                Map.of(new ObjectKey("shop", "web"), List.of(finding)),
                Map.of(),
                List.of(),
                new QuotaLedger(Map.of(), Limits.ASSUMED));
        return NextPass.after(new Deployment(
                new GroupInputs(GROUP, List.of(), Map.of(), Map.of()),
                compilation,
                Clearance.of(new Plan(GROUP, List.of())),
                outcome,
                null));
    }
}
