package io.headgate.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * However a cluster came to where it is, its account holds exactly what it asks for. {@code -Dheadgate.histories=N} runs more of them,
 * {@code -Dheadgate.histories.seed=S} others, and {@code -Dheadgate.histories.only=I} the one that failed.
 */
final class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("headgate.histories", 1000);
    private static final long SEED = Long.getLong("headgate.histories.seed", 20261121);
    private static final int ONLY = Integer.getInteger("headgate.histories.only", -1);

    @Test
    void everyHistoryEndsWithExactlyWhatIsAskedFor() {
        long start = System.nanoTime();
        List<History.Result> results = (ONLY < 0 ? IntStream.range(0, HISTORIES) : IntStream.of(ONLY))
                .parallel()
                .mapToObj(number -> History.run(SEED, number))
                .toList();

        long events =
                results.stream().mapToLong(result -> result.events().size()).sum();
        List<History.Result> wrong =
                results.stream().filter(result -> !result.wrong().isEmpty()).toList();
        System.out.println("histories: seed " + SEED + ", " + results.size() + " histories, " + events + " events, "
                + wrong.size() + " wrong, " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(wrong)
                .as("histories that end otherwise; again with -Dheadgate.histories.seed=" + SEED
                        + " -Dheadgate.histories.only=<number>")
                .isEmpty();
    }
}
