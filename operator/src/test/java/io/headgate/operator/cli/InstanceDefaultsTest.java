package io.headgate.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.core.group.Instance;
import io.headgate.core.settings.CompilerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

/** Which classes and which lease one of several operators has. */
final class InstanceDefaultsTest {

    @Test
    void withoutANameNothingChanges() {
        CompilerSettings settings = OperatorFlags.parse(List.of(), "dev");

        assertThat(settings).isEqualTo(CompilerSettings.defaults("dev"));
        assertThat(InstanceDefaults.lease("headgate-leader", Instance.UNNAMED)).isEqualTo("headgate-leader");
    }

    @Test
    void aNameGivesClassesAndALeaseOfItsOwn() {
        CompilerSettings settings = OperatorFlags.parse(List.of("--instance=blue"), "dev");

        assertThat(settings.instance()).isEqualTo(new Instance("blue"));
        assertThat(settings.ingressClass()).isEqualTo("alb-blue");
        assertThat(settings.controllers()).containsExactly("headgate.io/alb-blue");
        assertThat(InstanceDefaults.lease("headgate-leader", settings.instance()))
                .isEqualTo("headgate-leader-blue");
    }

    @Test
    void whatIsChosenStays() {
        CompilerSettings settings = OperatorFlags.parse(
                List.of("--instance=blue", "--ingress-class=internal", "--controllers=example.com/internal"), "dev");

        assertThat(settings.ingressClass()).isEqualTo("internal");
        assertThat(settings.controllers()).containsExactly("example.com/internal");
        assertThat(InstanceDefaults.lease("mine", settings.instance())).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "--controllers=headgate.io/alb, headgate.io/alb-blue",
        "--controllers=ingress.k8s.aws/alb, belong to the operator without --instance",
        "--ingress-class=, name a class",
        "--instance=Blue, lower-case letters"
    })
    void whatBelongsToAnotherIsRefusedWithARemedy(String flag, String remedy) {
        assertThatThrownBy(() -> OperatorFlags.parse(List.of("--instance=blue", flag), "dev"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(remedy);
    }
}
