package io.headgate.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.quota.Limits;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RandomTraffic;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How rules fit the limits of a load balancer. The seed is in the message of a failure. */
final class RuleFitTest {
    private static final RuleSize MOST = Limits.ASSUMED.rule();
    private static final int ROUNDS = 3000;
    private static final int REQUESTS = 15;
    private static final List<Action> ACTIONS = List.of(new Action.FixedResponse("200", null, null));

    @ParameterizedTest(name = "{0} hosts, {1} paths, {2} methods make {3} rules")
    @CsvSource({
        "5, 0, 0, 1",
        "6, 0, 0, 2",
        "11, 0, 0, 3",
        "3, 2, 0, 1",
        "3, 3, 0, 2",
        "6, 1, 0, 2",
        "4, 2, 0, 2",
        "7, 2, 0, 3",
        "4, 4, 0, 3",
        "5, 5, 0, 5",
        "9, 1, 1, 3",
        "2, 2, 2, 2",
        "40, 2, 0, 14",
    })
    void takesTheFewestRules(int hosts, int paths, int methods, int rules) {
        List<Condition> conditions = new ArrayList<>();
        if (hosts > 0) {
            conditions.add(new Condition.HostHeader(wildcards("h%d.example.com", hosts)));
        }
        if (paths > 0) {
            conditions.add(new Condition.PathPattern(wildcards("/p%d", paths)));
        }
        if (methods > 0) {
            conditions.add(
                    new Condition.HttpRequestMethod(wildcards("M%d", methods).values()));
        }

        List<RoutingRule> made = RuleFit.of(rule(conditions), MOST).rules();

        assertThat(made).hasSize(rules).allSatisfy(RuleFitTest::fits);
        assertThat(made).allSatisfy(part -> assertThat(part.actions()).isEqualTo(ACTIONS));
    }

    @Test
    void keepsTheOrderOfValuesAndFillsTheFirstRules() {
        RoutingRule rule = rule(List.of(
                new Condition.HostHeader(wildcards("h%d.example.com", 6)),
                new Condition.PathPattern(wildcards("/p%d", 1))));

        assertThat(RuleFit.of(rule, MOST).rules())
                .extracting(part -> part.conditions().getFirst())
                .containsExactly(
                        new Condition.HostHeader(new Patterns.Wildcards(
                                List.of("h0.example.com", "h1.example.com", "h2.example.com", "h3.example.com"))),
                        new Condition.HostHeader(new Patterns.Wildcards(List.of("h4.example.com", "h5.example.com"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "*a*b*c*,*d*e*f*,*g,h*; 2",
                "*a*,*b*,*c*; 2",
                "*a*b*c*; 1",
                "*a,*b,*c,*d,*e,*f; 2",
                "*a*,xay,*b,*c,*d,*e; 2",
            })
    void countsWildcards(String values, int rules) {
        RoutingRule rule = rule(
                List.of(new Condition.HttpHeader("X-A", new Patterns.Wildcards(Arrays.asList(values.split(","))))));

        assertThat(RuleFit.of(rule, MOST).rules()).hasSize(rules).allSatisfy(RuleFitTest::fits);
    }

    @Test
    void leavesOutWhatAnotherValueTakesAnywayWhenARuleIsTooLarge() {
        RoutingRule rule = rule(List.of(new Condition.HostHeader(new Patterns.Wildcards(List.of(
                "a.example.com", "*.example.com", "b.example.com", "A.example.com", "example.org", "example.net")))));

        assertThat(RuleFit.of(rule, MOST).rules())
                .containsExactly(rule(List.of(new Condition.HostHeader(
                        new Patterns.Wildcards(List.of("*.example.com", "example.org", "example.net"))))));
    }

    @Test
    void countsNoEscapedWildcardOfAQuery() {
        RoutingRule rule = rule(List.of(
                new Condition.QueryString(List.of(new Condition.QueryString.Pair("k\\*", "\\*\\*\\*\\?\\*v")))));

        assertThat(RuleFit.of(rule, MOST)).isInstanceOf(RuleFit.Whole.class);
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatCannotBeMade(List<Condition> conditions, String reason) {
        assertThat(RuleFit.of(rule(conditions), MOST)).isInstanceOfSatisfying(RuleFit.Impossible.class, impossible -> {
            assertThat(impossible.reason()).contains(reason);
            assertThat(impossible.remedy()).isNotBlank();
            assertThat(impossible.rules()).containsExactly(rule(conditions));
        });
    }

    static Stream<Arguments> saysWhatCannotBeMade() {
        Condition header = new Condition.HttpHeader("X-A", wildcards("v%d", 1));
        return Stream.of(
                Arguments.of(
                        List.of(new Condition.PathPattern(new Patterns.Wildcards(List.of("/*/*/*/*/*/*")))),
                        "6 wildcards"),
                Arguments.of(
                        List.of(
                                new Condition.HostHeader(new Patterns.Wildcards(List.of("*.*.a.com", "b.com"))),
                                new Condition.PathPattern(new Patterns.Wildcards(List.of("/*/*/*/*", "/x")))),
                        "6 wildcards"),
                Arguments.of(Collections.nCopies(6, header), "6 conditions"),
                Arguments.of(Collections.nCopies(2, new Condition.SourceIp(List.of("10.0.0.0/8"))), "source-ip"),
                Arguments.of(List.of(new Condition.HostHeader(wildcards("h%d.example.com", 100_000))), "100000 values"),
                Arguments.of(
                        List.of(
                                new Condition.HostHeader(wildcards("h%d.example.com", 40)),
                                new Condition.PathPattern(wildcards("/p%d", 40))),
                        "combinations"));
    }

    @Test
    void meansTheSameAsTheRuleThatIsTooLarge() {
        int parted = 0;
        int matched = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            RandomTraffic traffic = new RandomTraffic(new Random(seed));
            RoutingRule rule = rule(traffic.conditions(8));
            if (!(RuleFit.of(rule, MOST) instanceof RuleFit.Parted(List<RoutingRule> parts))) {
                continue;
            }
            parted++;
            assertThat(parts).as("seed %d", seed).allSatisfy(RuleFitTest::fits);
            for (int request = 0; request < REQUESTS; request++) {
                RoutingRequest near = traffic.near(rule.conditions());
                boolean expected = Router.matches(rule, near);
                matched += expected ? 1 : 0;
                assertThat(parts.stream().anyMatch(part -> Router.matches(part, near)))
                        .as("seed %d: %s of %s for %s", seed, parts, rule, near)
                        .isEqualTo(expected);
            }
        }
        assertThat(parted).isGreaterThan(ROUNDS / 4);
        assertThat(matched).isGreaterThan(ROUNDS);
    }

    private static void fits(RoutingRule rule) {
        assertThat(RuleSize.of(rule).within(MOST)).as("%s", rule).isTrue();
    }

    private static Patterns.Wildcards wildcards(String format, int count) {
        return new Patterns.Wildcards(
                IntStream.range(0, count).mapToObj(format::formatted).toList());
    }

    private static RoutingRule rule(List<Condition> conditions) {
        return new RoutingRule(conditions, ACTIONS, List.of());
    }
}
