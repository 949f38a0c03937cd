package io.headgate.operator.loadbalancer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.group.GroupId;
import io.headgate.core.plan.Gate;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Risk;
import io.headgate.core.plan.TargetGroupStep;
import io.headgate.core.stack.Stack;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.targets.HealthLedger.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests go to another target group on the word of looks that were made after it became a question. */
final class GatesTest {

    private static final GroupId GROUP = new GroupId.Explicit("shop");
    private static final String FORMER = "arn:former";
    private static final String NEXT = "arn:next";

    private final HealthLedger health = new HealthLedger();
    private final Gates gates = new Gates(
            new GateSettings(null, Duration.ofHours(1), Duration.ofHours(1)),
            health,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final PlannedStep step = new PlannedStep(
            1,
            new TargetGroupStep.ModifyTargetGroupAttributes("unimportant", Map.of()),
            Set.of(),
            Risk.NONE,
            Set.of(new Gate.TargetsHealthy(NEXT, FORMER, false)));

    @Test
    void targetsThatWereNotHealthyAtTheLastLookMayServeByNow() {
        health.put(FORMER, new Health(0, 2, 0), false);
        assertThat(held())
                .as("the former was seen before its targets were healthy")
                .isTrue();

        health.put(NEXT, new Health(0, 2, 0), true);
        health.put(FORMER, new Health(2, 2, 0), true);
        assertThat(held()).as("the former serves").isTrue();

        health.put(NEXT, new Health(2, 2, 0), true);
        assertThat(held()).isFalse();
    }

    @Test
    void targetsThatWereHealthyAtTheLastLookMayNoLongerServe() {
        health.put(FORMER, new Health(2, 2, 0), false);
        health.put(NEXT, new Health(2, 2, 0), false);
        assertThat(held()).isTrue();

        health.put(FORMER, new Health(2, 2, 0), true);
        health.put(NEXT, new Health(1, 2, 0), true);
        assertThat(held()).isTrue();
    }

    @Test
    void whereNothingServesThereIsNothingToLose() {
        assertThat(held()).isTrue();

        health.put(FORMER, new Health(0, 2, 0), true);
        assertThat(held()).isFalse();
    }

    @Test
    void aLookThatBeganBeforeItBecameAQuestionDoesNotCount() {
        assertThat(held()).isTrue();

        health.put(FORMER, new Health(0, 2, 0), false);
        health.put(NEXT, new Health(2, 2, 0), false);
        assertThat(held()).isTrue();
    }

    @Test
    void whoWaitsIsToldOfTheFirstLookEvenIfNothingChanged() {
        List<String> told = new ArrayList<>();
        health.put(NEXT, new Health(2, 2, 0), false);
        assertThat(held()).isTrue();
        health.listen(told::add);

        health.put(NEXT, new Health(2, 2, 0), true);
        health.put(NEXT, new Health(2, 2, 0), true);

        assertThat(told).containsExactly(NEXT);
    }

    @Test
    void whatIsDecidedIsNotLookedAtAnyMore() {
        List<String> asked = new ArrayList<>();
        health.listenToWaits(asked::add);
        assertThat(held()).isTrue();
        assertThat(asked).containsExactlyInAnyOrder(FORMER, NEXT);
        health.put(FORMER, new Health(0, 2, 0), true);
        assertThat(held()).isFalse();

        assertThat(held()).as("a later plan asks anew").isTrue();
        assertThat(asked).hasSize(4);
    }

    private boolean held() {
        try (Gates.Pass pass = gates.pass(new Plan(GROUP, List.of(step)), Stack.empty(GROUP))) {
            return pass.hold(step).isPresent();
        }
    }
}
