package io.headgate.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final TokenBucket bucket = new TokenBucket(4, 2, now::get);

    @Test
    void aBurstPassesAtOnce_thenOneAQuarterSecond() {
        assertThat(bucket.reserve()).isZero();
        assertThat(bucket.reserve()).isZero();
        assertThat(bucket.reserve()).isEqualTo(Duration.ofMillis(250));
        assertThat(bucket.reserve()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tokensComeBack_butNeverMoreThanABurst() {
        bucket.reserve();
        bucket.reserve();
        now.set(Instant.EPOCH.plusSeconds(60));

        assertThat(bucket.reserve()).isZero();
        assertThat(bucket.reserve()).isZero();
        assertThat(bucket.reserve()).isEqualTo(Duration.ofMillis(250));
    }
}
