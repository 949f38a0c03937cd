package io.headgate.operator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RotaTest {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Rota<String> rota = new Rota<>(INTERVAL);

    @Test
    void everyoneHasOneTurnAnInterval_spreadOverIt() {
        Set<String> all =
                IntStream.range(0, 100).mapToObj(number -> "shop/" + number).collect(Collectors.toSet());
        Map<String, Integer> turns = new HashMap<>();
        int most = 0;
        rota.due(all, Instant.EPOCH);
        for (int second = 1; second <= 600; second++) {
            Instant now = Instant.EPOCH.plusSeconds(second);
            List<String> due = rota.due(all, now);
            most = Math.max(most, due.size());
            due.forEach(each -> turns.merge(each, 1, Integer::sum));
            rota.done(due, now);
        }

        assertThat(turns)
                .hasSize(100)
                .allSatisfy((each, count) -> assertThat(count).isEqualTo(2));
        assertThat(most).isLessThan(10);
    }

    @Test
    void oneThatIsNewHasItsTurnLater_andOneThatIsGoneHasNone() {
        assertThat(rota.due(Set.of("a"), Instant.EPOCH)).isEmpty();
        assertThat(rota.due(Set.of("b"), Instant.EPOCH.plus(INTERVAL))).isEmpty();
        assertThat(rota.due(Set.of("b"), Instant.EPOCH.plus(INTERVAL.multipliedBy(2))))
                .containsExactly("b");
    }

    @Test
    void whoeverIsNotDoneStaysDue() {
        rota.due(Set.of("a"), Instant.EPOCH);
        Instant later = Instant.EPOCH.plus(INTERVAL);

        assertThat(rota.due(Set.of("a"), later)).containsExactly("a");
        assertThat(rota.due(Set.of("a"), later)).containsExactly("a");
        rota.done(Set.of("a"), later);
        assertThat(rota.due(Set.of("a"), later)).isEmpty();
    }

    @Test
    void withoutIntervalNobodyIsEverDue() {
        Rota<String> never = new Rota<>(Duration.ZERO);
        never.due(Set.of("a"), Instant.EPOCH);

        assertThat(never.due(Set.of("a"), Instant.EPOCH.plus(Duration.ofDays(1))))
                .isEmpty();
    }
}
