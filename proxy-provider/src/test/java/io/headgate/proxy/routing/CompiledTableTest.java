package io.headgate.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RoutingTable;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For every table and request the compiled table and the reference evaluator choose the same rule. */
final class CompiledTableTest {

    private static final long SEED = Long.getLong("headgate.seed", 42L);
    private static final int TABLES = 2_000;
    private static final int REQUESTS = 60;

    private static final List<String> HOSTS =
            List.of("a.example", "b.a.example", "A.Example", "x.y.a.example", "c.test", "");
    private static final List<String> HOST_PATTERNS = List.of(
            "a.example", "*.example", "*.a.example", "*.A.EXAMPLE", "?.example", "*example", "*", "c.*", "*.*.example");
    private static final List<String> PATHS =
            List.of("/", "/a", "/a/", "/a/b", "/a/b/c", "/A/b", "/b/a", "//a", "/a//b", "*", "/a%2fb", "/a\u0001");
    private static final List<String> PATH_PATTERNS = List.of(
            "/", "/a", "/a/*", "/a/b/*", "/*", "*", "/a*", "/?", "/a/?", "*/b", "/a/*/c", "//*", "/A/*", "/*/*");
    private static final List<String> REGEXES = List.of("^/a", "b$", "a.e", "^[^.]+\\.example$", "[", "\\p{L}");
    private static final List<String> VALUES = List.of("1", "2", "x*", "?");
    private static final List<String> QUERIES = List.of("", "k=1", "k=2&l=1", "K=xyz", "1", "&&k", "l=*");
    private static final List<String> CIDRS = List.of("10.0.0.0/8", "10.1.0.0/16", "::/0", "nonsense");

    private final Random random = new Random(SEED);

    @Test
    void agreesWithTheReferenceEvaluator() {
        for (int table = 0; table < TABLES; table++) {
            RoutingTable rules = table();
            CompiledTable compiled = CompiledTable.of(rules);
            for (int request = 0; request < REQUESTS; request++) {
                RoutingRequest probe = request();
                assertThat(compiled.route(probe))
                        .as("seed %d, rules %s, request %s", SEED, rules.rules(), probe)
                        .isEqualTo(Router.route(rules, probe).position());
            }
        }
    }

    private RoutingTable table() {
        List<RoutingRule> rules = IntStream.range(0, random.nextInt(12))
                .mapToObj(position -> new RoutingRule(
                        conditions(),
                        List.of(new Action.FixedResponse("200", null, Integer.toString(position))),
                        List.of()))
                .toList();
        return new RoutingTable(rules, List.of());
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        perhaps(2, () -> new Condition.HostHeader(patterns(HOST_PATTERNS))).forEach(conditions::add);
        perhaps(2, () -> new Condition.PathPattern(patterns(PATH_PATTERNS))).forEach(conditions::add);
        perhaps(6, () -> new Condition.HttpHeader("X-A", patterns(VALUES))).forEach(conditions::add);
        perhaps(6, () -> new Condition.HttpRequestMethod(some(List.of("GET", "PUT", "get"))))
                .forEach(conditions::add);
        perhaps(6, () -> new Condition.SourceIp(some(CIDRS))).forEach(conditions::add);
        perhaps(6, this::query).forEach(conditions::add);
        return conditions;
    }

    private Condition query() {
        return new Condition.QueryString(some(VALUES).stream()
                .map(value -> new Condition.QueryString.Pair(random.nextBoolean() ? "k" : null, value))
                .toList());
    }

    private Stream<Condition> perhaps(int oneIn, Supplier<Condition> condition) {
        return random.nextInt(oneIn) == 0 ? Stream.of(condition.get()) : Stream.empty();
    }

    private Patterns patterns(List<String> wildcards) {
        return random.nextInt(4) == 0 ? new Patterns.Regexes(some(REGEXES)) : new Patterns.Wildcards(some(wildcards));
    }

    private List<String> some(List<String> choices) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> one(choices))
                .toList();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private RoutingRequest request() {
        List<RoutingRequest.Header> headers = some(List.of("1", "2", "xyz", "")).stream()
                .map(value -> new RoutingRequest.Header(random.nextBoolean() ? "x-a" : "X-B", value))
                .toList();
        return new RoutingRequest(
                one(List.of("GET", "PUT", "POST")),
                one(HOSTS),
                one(PATHS),
                one(QUERIES),
                headers,
                InetAddress.ofLiteral(one(List.of("10.1.2.3", "10.2.2.3", "192.0.2.1", "2001:db8::1"))));
    }
}
