package io.headgate.operator.predecessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LeaseTermTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void holdsForItsDurationAfterTheRenewal() {
        LeaseTerm term = LeaseTerm.NONE.after(renewed(NOW.minusSeconds(5), "other"), NOW);

        assertThat(term.holds(NOW.plusSeconds(9))).isTrue();
        assertThat(term.holds(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void anOldOneDoesNotHoldUntilItMoves() {
        LeaseTerm old = LeaseTerm.NONE.after(renewed(NOW.minusSeconds(3600), "other"), NOW);

        LeaseTerm moved = old.after(renewed(NOW.minusSeconds(3598), "other"), NOW.plusSeconds(2));

        assertThat(old.holds(NOW)).isFalse();
        assertThat(moved.holds(NOW.plusSeconds(16))).isTrue();
        assertThat(moved.holds(NOW.plusSeconds(17))).isFalse();
    }

    @Test
    void aClockThatIsAheadDoesNotHoldItForLonger() {
        LeaseTerm term = LeaseTerm.NONE.after(renewed(NOW.plusSeconds(3600), "other"), NOW);

        assertThat(term.holds(NOW.plusSeconds(14))).isTrue();
        assertThat(term.holds(NOW.plusSeconds(15))).isFalse();
    }

    @Test
    void whoStepsDownHoldsItNoLonger() {
        LeaseTerm held = LeaseTerm.NONE.after(renewed(NOW, "other"), NOW);

        assertThat(held.after(renewed(NOW.plusSeconds(1), ""), NOW.plusSeconds(1)))
                .isEqualTo(LeaseTerm.NONE);
        assertThat(LeaseTerm.NONE.after(new Lease(), NOW)).isEqualTo(LeaseTerm.NONE);
    }

    private static Lease renewed(Instant at, String holder) {
        return new LeaseBuilder()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withRenewTime(at.atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
