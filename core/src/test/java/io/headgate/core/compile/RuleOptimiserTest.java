package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.group;
import static io.headgate.core.compile.Fixture.ingress;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RandomTraffic;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingDecision;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules of a listener are left out, and which are only told of. The seed is in the message of a failure. */
final class RuleOptimiserTest {
    private static final int ROUNDS = 1500;
    private static final int REQUESTS = 30;
    private static final Contribution MEMBER =
            Objects.requireNonNull(Compiler.compile(group(ingress("a")), facts(), SETTINGS)
                    .contributions()
                    .get(key("a")));
    private static final Action.Redirect ELSEWHERE =
            new Action.Redirect("HTTPS", "#{host}", "443", "/#{path}", "#{query}", "HTTP_301");

    @ParameterizedTest(name = "{0}://{1}:{2}{3}?{4} on hosts {5} paths {6}: {7}")
    @CsvSource({
        "'#{protocol}', '#{host}', '#{port}', '/#{path}', '#{query}', a.com, /, true",
        "HTTP, '#{host}', 80, '/#{path}', '#{query}', a.com, /, true",
        "HTTPS, '#{host}', '#{port}', '/#{path}', '#{query}', a.com, /, false",
        "HTTP, '#{host}', 8080, '/#{path}', '#{query}', a.com, /, false",
        "HTTP, a.com, 80, '/#{path}', '#{query}', a.com|b.com, /, true",
        "HTTP, c.com, 80, '/#{path}', '#{query}', a.com|b.com, /, false",
        "HTTP, '#{host}', 80, /x, '#{query}', a.com, /x|/y, true",
        "HTTP, '#{host}', 80, /z, '#{query}', a.com, /x|/y, false",
        "HTTP, '#{host}', 80, '/#{path}', a=b, a.com, /, false",
        "HTTP, '#{host}', 80, '/#{path}', '', a.com, /, false",
        "HTTP, '#{host}', 80, '/#{path}', '#{query}', ~^a, /, true",
        "HTTP, a.com, 80, '/#{path}', '#{query}', ~a.com, /, false",
        "HTTP, '#{host}', 80, '/#{path}', '#{query}', a.com, ~^/, false",
    })
    void leavesOutRedirectsThatLeadBack(
            String protocol,
            String host,
            String port,
            String path,
            String query,
            String hosts,
            String paths,
            boolean omitted) {
        PlacedRule rule = placed(
                0,
                List.of(new Condition.HostHeader(patterns(hosts)), new Condition.PathPattern(patterns(paths))),
                new Action.Redirect(protocol, host, port, path, query, "HTTP_301"));

        assertThat(optimised(List.of(rule)).isEmpty()).isEqualTo(omitted);
    }

    @ParameterizedTest(name = "a redirect of {0}{1} takes {2}{3}: {4}")
    @CsvSource({
        "a.com, /*, a.com, /x, true",
        "a.com|b.com, /*, a.com, /x, true",
        "a.com, /*, a.com|b.com, /x, false",
        "a.com, /x|/y, a.com, /y, true",
        "a.com, /x*, a.com, /xy, false",
        "*.com, /*, a.com, /x, false",
        "'', /*, a.com, /x, true",
        "a.com, '', a.com, /x, true",
        "a.com, /*, '', /x, false",
        "a.com, /*, a.com, ~^/x, true",
        "a.com, ~^/x, a.com, ~^/x, true",
        "a.com, ~^/x, a.com, /x, false",
        "~^a, /*, b.com, /x, false",
        "~^a, /*, ~^b, /x, false",
        "~^a, /*, ~^a, /x, true",
        "a.com, /*, ~^a, /x, false",
    })
    void leavesOutRulesBehindARedirectWithTheirHostsAndPaths(
            String frontHosts, String frontPaths, String hosts, String paths, boolean omitted) {
        PlacedRule front = placed(0, conditions(frontHosts, frontPaths), ELSEWHERE);
        PlacedRule rule = placed(1, conditions(hosts, paths), answer(1));

        assertThat(optimised(List.of(front, rule)).size()).isEqualTo(omitted ? 1 : 2);
    }

    @Test
    void leavesOutNothingBehindARedirectWithOtherConditions() {
        List<Condition> conditions = new ArrayList<>(conditions("a.com", "/*"));
        conditions.addFirst(new Condition.HttpRequestMethod(List.of("GET")));

        assertThat(optimised(List.of(placed(0, conditions, ELSEWHERE), placed(1, conditions, answer(1)))))
                .hasSize(2);
    }

    @Test
    void leavesOutOnlyWhatNeverAnswers() {
        int omitted = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            RandomTraffic traffic = new RandomTraffic(random);
            List<PlacedRule> rules = rules(random, traffic);
            List<PlacedRule> kept = optimised(rules);
            omitted += rules.size() - kept.size();
            for (RoutingRequest request : requests(rules, traffic)) {
                assertThat(decision(kept, request).actions())
                        .as("seed %d: %s of %s", seed, request, rules)
                        .isEqualTo(decision(rules, request).actions());
            }
        }
        assertThat(omitted).isGreaterThan(ROUNDS / 50);
    }

    @Test
    void callsOnlyThoseShadowedThatNoRequestReaches() {
        int found = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            RandomTraffic traffic = new RandomTraffic(random);
            List<PlacedRule> rules = rules(random, traffic);
            List<PlacedRule> shadowed = new ArrayList<>();
            ShadowedRules.find(rules, (rule, front) -> shadowed.add(rule));
            found += shadowed.size();
            for (RoutingRequest request : requests(shadowed, traffic)) {
                RoutingDecision decision = decision(rules, request);
                assertThat(decision.position() >= 0 && shadowed.contains(rules.get(decision.position())))
                        .as("seed %d: %s of %s", seed, request, rules)
                        .isFalse();
            }
        }
        assertThat(found).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void namesTheRuleInFront() {
        String redirect = "{\"type\":\"redirect\",\"redirectConfig\":{\"host\":\"x.com\",\"statusCode\":\"HTTP_301\"}}";
        List<Finding> omitted = findings("/", redirect, "/x");
        List<Finding> shadowed =
                findings("/", "{\"type\":\"fixed-response\",\"fixedResponseConfig\":{\"statusCode\":\"200\"}}", "/x");

        assertThat(omitted).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
            assertThat(finding.field()).isEqualTo("spec.rules[0].http.paths[0]");
            assertThat(finding.message())
                    .contains("host b.example.com, path /x", "host b.example.com, path /", "Ingress shop/a");
        });
        assertThat(shadowed).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.message()).contains("path /x", "Ingress shop/a in front of it");
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    /** What the second of two Ingresses of one host is told, if the first answers by an annotation. */
    private static List<Finding> findings(String frontPath, String action, String path) {
        return Compiler.compile(
                        group(
                                RuleIngresses.of("a", "b.example.com", frontPath, action),
                                RuleIngresses.of("b", "b.example.com", path, action)),
                        facts(),
                        SETTINGS)
                .findings()
                .getOrDefault(key("b"), List.of());
    }

    private static List<PlacedRule> optimised(List<PlacedRule> rules) {
        return new RuleOptimiser(
                        80, "HTTP", (rule, reason) -> assertThat(reason).isNotBlank())
                .optimise(rules);
    }

    private static List<PlacedRule> rules(Random random, RandomTraffic traffic) {
        List<PlacedRule> rules = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            boolean plain = random.nextInt(5) > 0;
            rules.add(placed(
                    index,
                    plain ? traffic.hostAndPath() : traffic.conditions(2),
                    random.nextInt(3) == 0 ? ELSEWHERE : answer(index)));
        }
        return rules;
    }

    private static List<RoutingRequest> requests(List<PlacedRule> rules, RandomTraffic traffic) {
        List<RoutingRequest> requests = new ArrayList<>();
        for (int index = 0; index < REQUESTS && !rules.isEmpty(); index++) {
            requests.add(traffic.near(rules.get(index % rules.size()).routing().conditions()));
        }
        return requests;
    }

    private static RoutingDecision decision(List<PlacedRule> rules, RoutingRequest request) {
        return Router.route(
                new RoutingTable(rules.stream().map(PlacedRule::routing).toList(), List.of()), request);
    }

    private static Action answer(int index) {
        return new Action.FixedResponse("200", null, Integer.toString(index));
    }

    private static List<Condition> conditions(String hosts, String paths) {
        List<Condition> conditions = new ArrayList<>();
        if (!hosts.isEmpty()) {
            conditions.add(new Condition.HostHeader(patterns(hosts)));
        }
        if (!paths.isEmpty()) {
            conditions.add(new Condition.PathPattern(patterns(paths)));
        }
        return conditions;
    }

    /** Values with bars between them; regular expressions begin with a tilde. */
    private static Patterns patterns(String text) {
        return text.startsWith("~")
                ? new Patterns.Regexes(List.of(text.substring(1)))
                : new Patterns.Wildcards(Arrays.asList(text.split("\\|")));
    }

    private static PlacedRule placed(int index, List<Condition> conditions, Action action) {
        return new PlacedRule(
                MEMBER,
                new RuleOrigin(index, 0, "", "", PathType.IMPLEMENTATION_SPECIFIC),
                new RoutingRule(conditions, List.of(action), List.of()));
    }
}
