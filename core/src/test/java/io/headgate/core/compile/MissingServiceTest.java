package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.routing.Action;
import io.headgate.core.stack.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of paths whose Service does not exist. */
final class MissingServiceTest {

    private static final String POLICY = "headgate.io/missing-service";

    @ParameterizedTest(name = "Ingress {0}, class {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {"-, -, 503", "503, drop, 503", "-, drop, drop", "drop, -, drop", "keep-last, drop, keep-last"})
    void theIngressDecides_thenItsClass(String ofIngress, String ofClass, String outcome) {
        Ingress written = ofIngress == null ? ingress("a") : ingress("a", POLICY, ofIngress);
        Compilation before = Compiler.compile(group(written), facts(), SETTINGS);

        Compilation after = Compiler.compile(
                without(written, ofClass == null ? Map.of() : Map.of(POLICY, ofClass)),
                before.contributions(),
                facts(),
                SETTINGS);

        switch (outcome) {
            case "503" ->
                assertThat(rules(after))
                        .singleElement()
                        .satisfies(rule -> assertThat(rule.routing().actions())
                                .singleElement()
                                .isInstanceOf(Action.FixedResponse.class));
            case "drop" -> assertThat(rules(after)).isEmpty();
            case "keep-last" -> assertThat(after.stack()).isEqualTo(before.stack());
            default -> throw new IllegalArgumentException(outcome);
        }
        assertThat(after.refused(key("a"))).isEqualTo(outcome.equals("keep-last"));
        assertThat(after.findings().get(key("a")))
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("shop/web does not exist"));
    }

    @Test
    void anotherWordIsRefused() {
        Compilation compilation = Compiler.compile(group(ingress("a", POLICY, "404")), facts(), SETTINGS);

        assertThat(compilation.refused(key("a"))).isTrue();
    }

    private static GroupInputs without(Ingress ingress, Map<String, String> classAnnotations) {
        return new GroupInputs(
                Fixture.GROUP,
                List.of(new GroupInputs.Member(ingress, null, null, classAnnotations)),
                Map.of(),
                Map.of());
    }

    private static List<Rule> rules(Compilation compilation) {
        return compilation.stack().loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> listener.rules().stream())
                .toList();
    }
}
