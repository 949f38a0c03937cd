package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.GROUP;
import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.plan.Planner;
import io.headgate.core.plan.Policy;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which one of a hundred rules goes makes no difference: that is one call, and no other rule moves. */
final class OneRuleOfAHundredTest {

    private static final int RULES = 100;
    /** The first and the last one are among those that go. */
    private static final int STEP = 9;

    private static final Policy POLICY = Policy.defaults(null);

    @Test
    void itsRemovalIsOneCall() {
        Stack nothing = Stack.empty(GROUP);
        Stack before = Planner.plan(compiled(hosts()), nothing, POLICY).applyTo(nothing);

        for (int number = 0; number < RULES; number += STEP) {
            List<String> hosts = new ArrayList<>(hosts());
            hosts.remove(number);

            assertThat(Planner.plan(compiled(hosts), before, POLICY).steps())
                    .as("without host %s", number)
                    .extracting(planned -> planned.step().getClass().getSimpleName())
                    .containsExactly("DeleteRule");
        }
    }

    private static List<String> hosts() {
        return IntStream.range(0, RULES)
                .mapToObj(number -> "h" + number + ".example.com")
                .toList();
    }

    private static Stack compiled(List<String> hosts) {
        Ingress one = ingress("web");
        Ingress.Rule rule = one.rules().getFirst();
        Ingress all = new Ingress(
                one.key(),
                one.uid(),
                one.generation(),
                one.annotations(),
                one.finalizers(),
                false,
                "alb",
                null,
                hosts.stream().map(host -> new Ingress.Rule(host, rule.http())).toList(),
                List.of());
        return Compiler.compile(group(all), facts(), SETTINGS).stack();
    }
}
