package io.headgate.benchmark.converge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark comes to its end with the flags of the image. What it measures depends on the machine, and is not looked at. */
@Tag("system")
final class ConvergeTest {

    @Test
    void measuresASmallCluster() {
        ImageFlags flags = ImageFlags.ofSourceTree();

        Figures figures = Converge.measure(Load.QUICK, flags, System.out::println);

        assertThat(figures.steps())
                .extracting(Figures.Step::count)
                .containsExactly(1, Load.QUICK.few(), Load.QUICK.many() - Load.QUICK.few());
        assertThat(figures.steps())
                .allSatisfy(step -> assertThat(step.times().last())
                        .isPositive()
                        .isGreaterThanOrEqualTo(step.times().median()));
        assertThat(figures.ready().ready()).isPositive();
        assertThat(figures.ready().worked()).isPositive();
        assertThat(figures.served()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(10));
        assertThat(figures.restarted().most())
                .isGreaterThanOrEqualTo(figures.restarted().resident());
        assertThat(Report.of(figures, Surroundings.now(flags)))
                .contains("1 Ingress", "restart, with 30 Ingresses besides", "MiB");
    }
}
