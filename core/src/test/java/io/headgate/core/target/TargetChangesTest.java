package io.headgate.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetChangesTest {

    private static final Target A = new Target("10.0.0.1", 80, null);
    private static final Target B = new Target("10.0.0.2", 80, null);
    private static final Target C = new Target("10.0.0.3", 80, null);
    private static final Target D = new Target("10.0.0.4", 80, null);

    @Test
    void registersWhatIsMissingAndDeregistersWhatIsTooMuch() {
        assertThat(TargetChanges.between(List.of(health(A, "healthy")), List.of(B)))
                .isEqualTo(new TargetChanges(List.of(B), List.of(A), List.of()));
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
                .isEqualTo(new TargetChanges(List.of(A), List.of(), List.of()));
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

    @Test
    void whatStillServesStaysUntilAsManyOthersAreHealthy() {
        List<TargetHealth> flipped =
                List.of(health(A, "healthy"), health(B, "healthy"), health(C, "healthy"), health(D, "initial"));

        assertThat(changes(flipped, List.of(C, D), Standing.SERVING))
                .isEqualTo(new TargetChanges(List.of(), List.of(B), List.of(A)));
        assertThat(changes(
                        List.of(health(A, "healthy"), health(C, "healthy"), health(D, "healthy")),
                        List.of(C, D),
                        Standing.SERVING))
                .isEqualTo(new TargetChanges(List.of(), List.of(A), List.of()));
    }

    @Test
    void whatIsGoneGoesAtOnce_andSoDoesWhatWasNotHealthy() {
        assertThat(changes(List.of(health(A, "healthy")), List.of(B), Standing.GONE))
                .isEqualTo(new TargetChanges(List.of(B), List.of(A), List.of()));
        assertThat(changes(List.of(health(A, "unhealthy")), List.of(B), Standing.SERVING))
                .isEqualTo(new TargetChanges(List.of(B), List.of(A), List.of()));
    }

    @Test
    void ofThoseAboutToEndOneStaysAsLongAsNoOtherIsHealthy() {
        List<TargetHealth> old = List.of(health(A, "healthy"), health(B, "healthy"));

        assertThat(changes(old, List.of(), Standing.LEAVING))
                .isEqualTo(new TargetChanges(List.of(), List.of(B), List.of(A)));
        assertThat(changes(
                        List.of(health(A, "healthy"), health(B, "healthy"), health(C, "healthy")),
                        List.of(C),
                        Standing.LEAVING))
                .isEqualTo(new TargetChanges(List.of(), List.of(A, B), List.of()));
    }

    @Test
    void aFullGroupMakesSomeRoom() {
        assertThat(TargetChanges.between(
                        List.of(health(A, "healthy"), health(B, "healthy")),
                        List.of(C, D),
                        target -> Standing.SERVING,
                        2))
                .isEqualTo(new TargetChanges(List.of(C, D), List.of(B), List.of(A)));
    }

    private static TargetChanges changes(List<TargetHealth> registered, List<Target> wanted, Standing standing) {
        return TargetChanges.between(registered, wanted, target -> standing, 0);
    }

    private static TargetHealth health(Target target, String state) {
        return new TargetHealth(target, state, "", "");
    }
}
