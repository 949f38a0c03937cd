package io.headgate.operator.runtime;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries again for ever, after delays whose bound doubles. Each delay is anywhere between half its bound and the bound: passes that failed
 * together, because a service did not answer, must not come back together.
 *
 * @param first the first bound
 * @param longest the bound that is not exceeded
 * @param random safe for use by many threads
 */
record JitteredRetry(Duration first, Duration longest, RandomGenerator random) implements Retry {

    @Override
    public RetryExecution initExecution() {
        return new Execution();
    }

    /** One run of failures. For one thread at a time. */
    private final class Execution implements RetryExecution {
        private int attempts;

        @Override
        public Optional<Long> nextDelay() {
            long bound = first.toMillis();
            for (int doubled = 0; doubled < attempts && bound < longest.toMillis(); doubled++) {
                bound *= 2;
            }
            attempts++;
            long capped = Math.max(1, Math.min(bound, longest.toMillis()));
            return Optional.of(capped / 2 + random.nextLong(capped - capped / 2 + 1));
        }

        @Override
        public int getAttemptCount() {
            return attempts;
        }

        @Override
        public boolean isLastAttempt() {
            return false;
        }
    }
}
