package io.headgate.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JitteredRetryTest {

    private final JitteredRetry retry = new JitteredRetry(Duration.ofSeconds(1), Duration.ofSeconds(6), new Random(1));

    @Test
    void boundsDouble_andNoDelayIsLonger() {
        RetryExecution execution = retry.initExecution();

        for (long bound : List.of(1000L, 2000L, 4000L, 6000L, 6000L)) {
            assertThat(execution.nextDelay())
                    .hasValueSatisfying(delay -> assertThat(delay).isBetween(bound / 2, bound));
        }
        assertThat(execution.isLastAttempt()).isFalse();
    }

    @Test
    void passesThatFailedTogetherComeBackApart() {
        List<Long> delays = Stream.generate(retry::initExecution)
                .limit(50)
                .flatMap(execution -> execution.nextDelay().stream())
                .distinct()
                .toList();

        assertThat(delays).hasSizeGreaterThan(30);
    }
}
