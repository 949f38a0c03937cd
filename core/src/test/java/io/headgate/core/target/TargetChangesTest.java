package io.headgate.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetChangesTest {

    private static final Target A = new Target("10.0.0.1", 80, null);
    private static final Target B = new Target("10.0.0.2", 80, null);

    @Test
    void registersWhatIsMissingAndDeregistersWhatIsTooMuch() {
        assertThat(TargetChanges.between(List.of(health(A, "healthy")), List.of(B)))
                .isEqualTo(new TargetChanges(List.of(B), List.of(A)));
    }

    @Test
    void changesNothingWhenAllIsThere() {
        assertThat(TargetChanges.between(List.of(health(A, "unhealthy"), health(B, "initial")), List.of(B, A))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void registersAgainWhatDrains() {
        assertThat(TargetChanges.between(List.of(health(A, "draining")), List.of(A)))
                .isEqualTo(new TargetChanges(List.of(A), List.of()));
    }

    @Test
    void leavesWhatDrainsAlone() {
        assertThat(TargetChanges.between(List.of(health(A, "draining")), List.of())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void knowsTargetsByIdAndPortWhateverTheirZone() {
        assertThat(TargetChanges.between(
                                List.of(health(new Target("10.0.0.1", 80, "us-west-2a"), "healthy")),
                                List.of(A, new Target("10.0.0.1", 81, null)))
                        .register())
                .containsExactly(new Target("10.0.0.1", 81, null));
    }

    private static TargetHealth health(Target target, String state) {
        return new TargetHealth(target, state, "", "");
    }
}
