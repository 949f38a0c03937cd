package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleReachTest {
    private static final int ROUNDS = 10_000;
    private static final int REQUESTS = 20;

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "/*, /a, true",
        "/*, *.png, true",
        "/a, /a, true",
        "/a, /A, false",
        "/a*, /a/b*c, true",
        "/a/*, /a, false",
        "/a*b, /a*c*b, true",
        "/a*b, /a*, false",
        "/?, /a, true",
        "/?, /*, false",
        "/?*, /*?, true",
        "/*?, /?*, true",
        "/a??, /a*, false",
        "/*/*/*, /*/*, false",
        "/*/*, /*/*/*, true",
    })
    void pathPattern(String wide, String narrow, boolean expected) {
        assertThat(path(wide).covers(path(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "*.example.com, A.Example.com, true",
        "*.example.com, *.b.example.com, true",
        "*.b.example.com, *.example.com, false",
        "*, *.example.com, true",
        "'', a.example.com, true",
        "a.example.com, '', false",
    })
    void host(String wide, String narrow, boolean expected) {
        assertThat(host(wide).covers(host(narrow))).isEqualTo(expected);
    }

    @Test
    void regularExpressionsCoverThemselvesAndTextsWithoutWildcards() {
        Condition path = new Condition.PathPattern(new Patterns.Wildcards(List.of("/")));
        RuleReach wide = RuleReach.of(rule(new Condition.HostHeader(regex("^[^.]+\\.example\\.com$", "^x$")), path));

        assertThat(wide.covers(RuleReach.of(rule(new Condition.HostHeader(regex("^x$")), path))))
                .isTrue();
        assertThat(wide.covers(host("a.example.com"))).isTrue();
        assertThat(wide.covers(host("a.b.example.com"))).isFalse();
        assertThat(wide.covers(host("*.example.com"))).isFalse();
        assertThat(host("*.example.com").covers(wide)).isFalse();
    }

    @Test
    void neverSaysThatARuleIsCoveredWhoseRequestsTheOtherDoesNotTake() {
        int covered = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            RandomTraffic traffic = new RandomTraffic(new Random(seed));
            RoutingRule wide = rule(traffic.conditions(3));
            RoutingRule narrow = rule(traffic.conditions(2));
            if (!RuleReach.of(wide).covers(RuleReach.of(narrow))) {
                continue;
            }
            covered++;
            for (int request = 0; request < REQUESTS; request++) {
                RoutingRequest near = traffic.near(narrow.conditions());
                if (Router.matches(narrow, near)) {
                    assertThat(Router.matches(wide, near))
                            .as("seed %d: %s covers %s for %s", seed, wide, narrow, near)
                            .isTrue();
                }
            }
        }
        assertThat(covered).isGreaterThan(ROUNDS / 100);
    }

    private static RuleReach path(String value) {
        return RuleReach.of(rule(new Condition.PathPattern(new Patterns.Wildcards(List.of(value)))));
    }

    /** A rule on that host and the path /; no host when it is empty. */
    private static RuleReach host(String value) {
        Condition path = new Condition.PathPattern(new Patterns.Wildcards(List.of("/")));
        return RuleReach.of(
                value.isEmpty()
                        ? rule(path)
                        : rule(new Condition.HostHeader(new Patterns.Wildcards(List.of(value))), path));
    }

    private static Patterns regex(String... values) {
        return new Patterns.Regexes(List.of(values));
    }

    private static RoutingRule rule(Condition... conditions) {
        return rule(List.of(conditions));
    }

    private static RoutingRule rule(List<Condition> conditions) {
        return new RoutingRule(conditions, List.of(), List.of());
    }
}
