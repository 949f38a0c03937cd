package io.headgate.operator.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.target.Standing;
import io.headgate.core.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When targets are let go of, and when the API server is asked first. */
final class DeparturesTest {

    private static final List<Target> FIVE =
            IntStream.range(0, 5).mapToObj(host -> target("10.0.0." + host)).toList();
    private static final Target NEW = target("10.0.1.1");

    private final List<Target> deregistered = new ArrayList<>();
    private final List<Target> registered = new ArrayList<>();
    private int asked;
    private int freshReads;

    @Test
    void whenMostWouldGoUnexplained_theApiServerIsAsked_andNothingGoesIfItDoesNotAgree() {
        TargetPass.Result result = run(List.of(NEW), FIVE, Standing.UNKNOWN, Optional.of("it has others"));

        assertThat(result).isInstanceOfSatisfying(TargetPass.Result.Done.class, done -> {
            assertThat(done.doubt()).contains("5 of 5 targets", "it has others");
            assertThat(done.changes().kept()).containsExactlyElementsOf(FIVE);
        });
        assertThat(registered).containsExactly(NEW);
        assertThat(deregistered).isEmpty();
    }

    @Test
    void whatTheApiServerConfirmsGoes() {
        run(List.of(), FIVE, Standing.UNKNOWN, Optional.empty());

        assertThat(asked).isEqualTo(1);
        assertThat(deregistered).containsExactlyElementsOf(FIVE);
    }

    @Test
    void whatIsExplainedAndWhatIsLittleGoesWithoutAQuestion() {
        run(List.of(), FIVE, Standing.GONE, Optional.of("not asked"));
        run(List.of(), FIVE.subList(0, 2), Standing.UNKNOWN, Optional.of("not asked"));
        run(FIVE.subList(0, 3), FIVE, Standing.UNKNOWN, Optional.of("not asked"));

        assertThat(asked).isZero();
        assertThat(deregistered).hasSize(9);
    }

    @Test
    void whatGoesBecauseOthersAreHealthyIsDecidedOnFreshHealth() {
        run(FIVE.subList(0, 4), FIVE, Standing.SERVING, Optional.empty());

        assertThat(freshReads).isEqualTo(1);
        assertThat(deregistered).containsExactly(FIVE.get(4));
    }

    private TargetPass.Result run(
            List<Target> wanted, List<Target> present, Standing standing, Optional<String> answer) {
        Departures departures = new Departures(target -> standing, false, 50, () -> {
            asked++;
            return answer;
        });
        TargetsInMemory group = new TargetsInMemory(present);
        TargetPass.Result result = new TargetPass(
                        group, "arn", new TargetPass.Wanted(wanted, 0, UnaryOperator.identity()), departures, Claim.ALL)
                .run(false);
        registered.addAll(group.registered());
        deregistered.addAll(group.deregistered());
        freshReads += group.freshReads();
        return result;
    }

    private static Target target(String address) {
        return new Target(address, 8080, null);
    }
}
