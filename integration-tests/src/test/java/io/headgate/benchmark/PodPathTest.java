package io.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods do not wait for what groups wait for. How long they do wait is for the benchmark to say. */
@Tag("system")
final class PodPathTest {

    @Test
    void podsGoBeforeTheChangesOfGroups() throws IOException {
        PodPath.Times times = PodPath.measure(20, 1);

        assertThat(times.registered()).hasSize(1);
        assertThat(times.deregistered()).hasSize(1);
        assertThat(times.modelCallsLeft())
                .as("changes of groups that still wait, of %s", times)
                .isPositive();
    }
}
