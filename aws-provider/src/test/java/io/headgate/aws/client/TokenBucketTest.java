package io.headgate.aws.client;

import static io.headgate.aws.client.CallPriority.DEREGISTER;
import static io.headgate.aws.client.CallPriority.DRIFT;
import static io.headgate.aws.client.CallPriority.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.client.TokenBucket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final TokenBucket bucket = new TokenBucket(4, 2, now::get);

    @Test
    void aBurstPassesAtOnce_thenOneAQuarterSecond() {
        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
        Ticket third = bucket.enter(MODEL);
        assertThat(bucket.ask(third)).isEqualTo(Duration.ofMillis(250));
        passes(Duration.ofMillis(250));
        assertThat(bucket.ask(third)).isZero();
    }

    @Test
    void tokensComeBack_butNeverMoreThanABurst() {
        exhaust();
        passes(Duration.ofMinutes(1));

        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
        assertThat(bucket.ask(bucket.enter(MODEL))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void theMostUrgentGoesFirst_whoeverCameBefore() {
        exhaust();
        Ticket drift = bucket.enter(DRIFT);
        Ticket model = bucket.enter(MODEL);
        Ticket deregister = bucket.enter(DEREGISTER);
        passes(Duration.ofMillis(250));

        assertThat(bucket.ask(drift)).isPositive();
        assertThat(bucket.ask(model)).isPositive();
        assertThat(bucket.ask(deregister)).isZero();
        passes(Duration.ofMillis(250));
        assertThat(bucket.ask(drift)).isPositive();
        assertThat(bucket.ask(model)).isZero();
    }

    @Test
    void nobodyWaitsForEver() {
        exhaust();
        Ticket drift = bucket.enter(DRIFT);
        List<Ticket> urgent = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            urgent.add(bucket.enter(DEREGISTER));
        }
        int before = 0;
        do {
            passes(Duration.ofMillis(250));
            before += urgent.removeIf(ticket -> bucket.ask(ticket).isZero()) ? 1 : 0;
        } while (!bucket.ask(drift).isZero());

        assertThat(before).isBetween(1, 8);
    }

    @Test
    void aRefusalHalvesTheRate_once_andItComesBack() {
        passes(Duration.ofSeconds(2));
        bucket.throttled();
        bucket.throttled();
        assertThat(bucket.rate()).isEqualTo(2);
        assertThat(bucket.ask(bucket.enter(MODEL))).as("nothing is left").isEqualTo(Duration.ofMillis(500));

        passes(Duration.ofSeconds(15));
        assertThat(bucket.rate()).isEqualTo(3);
        passes(Duration.ofMinutes(1));
        assertThat(bucket.rate()).isEqualTo(4);
    }

    @Test
    void theRateNeverFallsToNothing() {
        for (int number = 0; number < 100; number++) {
            passes(Duration.ofMillis(1001));
            bucket.throttled();
        }

        assertThat(bucket.rate()).isGreaterThan(0.05);
    }

    @Test
    void repetitionsAreSentAnyway_andOthersWaitForThem() {
        exhaust();
        bucket.charge();

        assertThat(bucket.ask(bucket.enter(MODEL))).isEqualTo(Duration.ofMillis(500));
    }

    private void exhaust() {
        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
        assertThat(bucket.ask(bucket.enter(MODEL))).isZero();
    }

    private void passes(Duration time) {
        now.set(now.get().plus(time));
    }
}
