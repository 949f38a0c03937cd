package io.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What the benchmark measures stays within its limits. */
@Tag("system")
final class AwsCallsTest {

    /** The benchmark itself has a hundred. */
    private static final int QUIET_GROUPS = 5;

    @TestFactory
    Stream<DynamicTest> eachScenarioStaysWithinItsLimit() throws IOException {
        var measurements = AwsCalls.measure(QUIET_GROUPS, done -> {});

        assertThat(measurements)
                .extracting(Measurement::scenario)
                .containsExactlyElementsOf(Arrays.asList(Scenario.values()));
        return measurements.stream()
                .map(measurement -> DynamicTest.dynamicTest(
                        measurement.scenario().title(),
                        () -> assertThat(measurement.calls())
                                .as(measurement.toString())
                                .isBetween(0L, (long) measurement.scenario().limit())));
    }
}
