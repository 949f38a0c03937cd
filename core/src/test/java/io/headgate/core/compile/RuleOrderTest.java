package io.headgate.core.compile;

import static io.headgate.core.compile.Fixture.SETTINGS;
import static io.headgate.core.compile.Fixture.facts;
import static io.headgate.core.compile.Fixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Router;
import io.headgate.core.routing.RoutingRequest;
import io.headgate.core.routing.RoutingTable;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order by specificity, by what requests get. The seed is in the message of a failure. */
final class RuleOrderTest {
    private static final int ROUNDS = 400;
    private static final int REQUESTS = 30;
    private static final String NOWHERE = "404";
    private static final List<String> HOSTS =
            List.of("", "a.example.com", "*.example.com", "b.a.example.com", "*.a.example.com", "*.com", "example.com");
    private static final List<String> PREFIXES =
            List.of("/", "/a", "/a/", "/a/b", "/a/b/", "/aa", "/b", "/a/b/c", "/A");
    private static final List<String> REQUEST_HOSTS = List.of(
            "a.example.com",
            "b.example.com",
            "b.a.example.com",
            "c.b.a.example.com",
            "example.com",
            "EXAMPLE.com",
            "other.org");
    private static final List<String> REQUEST_PATHS =
            List.of("/", "/a", "/a/", "/a/b", "/a/b/", "/a/b/c", "/a/bc", "/aa", "/aab", "/b/x", "/A", "/x");

    /** A path of some Ingress; the answer is its index. */
    private record Route(int ingress, String host, String path, PathType type) {}

    /** Examples of the Ingress specification: kind, paths, request path, whether it matches. */
    @ParameterizedTest(name = "{0} {1} takes {2}: {3}")
    @CsvSource({
        "PREFIX, /, /any/path, true",
        "EXACT, /foo, /foo, true",
        "EXACT, /foo, /bar, false",
        "EXACT, /foo, /foo/, false",
        "EXACT, /foo/, /foo, false",
        "PREFIX, /foo, /foo, true",
        "PREFIX, /foo, /foo/, true",
        "PREFIX, /foo/, /foo, true",
        "PREFIX, /foo/, /foo/, true",
        "PREFIX, /aaa/bb, /aaa/bbb, false",
        "PREFIX, /aaa/bbb, /aaa/bbb, true",
        "PREFIX, /aaa/bbb/, /aaa/bbb, true",
        "PREFIX, /aaa/bbb, /aaa/bbb/, true",
        "PREFIX, /aaa/bbb, /aaa/bbb/ccc, true",
        "PREFIX, /aaa/bbb, /aaa/bbbxyz, false",
        "PREFIX, /foo, /Foo, false",
    })
    void matchesPathsAsTheSpecificationSays(PathType type, String path, String request, boolean expected) {
        String answer = answer(List.of(new Route(0, "", path, type)), "h.example.com", request);

        assertThat(answer).isEqualTo(expected ? "0" : NOWHERE);
    }

    @ParameterizedTest(name = "{0} takes {1}: {2}")
    @CsvSource({
        "*.foo.com, bar.foo.com, true",
        "*.foo.com, BAR.Foo.com, true",
        "*.foo.com, baz.bar.foo.com, false",
        "*.foo.com, foo.com, false",
        "*.foo.com, bar.fooxcom, false",
        "*.foo.com, bar.foo.com.org, false",
        "foo.com, foo.com, true",
        "foo.com, bar.foo.com, false",
    })
    void takesAWildcardHostForOneLabel(String host, String request, boolean expected) {
        String answer = answer(List.of(new Route(0, host, "/", PathType.PREFIX)), request, "/x");

        assertThat(answer).isEqualTo(expected ? "0" : NOWHERE);
    }

    @Test
    void triesWhatIsMoreSpecificFirstOverTheWholeGroup() {
        List<Route> routes = List.of(
                new Route(0, "", "/", PathType.PREFIX),
                new Route(0, "*.example.com", "/", PathType.PREFIX),
                new Route(1, "a.example.com", "/*", PathType.IMPLEMENTATION_SPECIFIC),
                new Route(1, "a.example.com", "/a", PathType.PREFIX),
                new Route(2, "a.example.com", "/a/b", PathType.PREFIX),
                new Route(3, "a.example.com", "/a/b", PathType.EXACT));

        assertThat(answer(routes, "a.example.com", "/a/b")).isEqualTo("5");
        assertThat(answer(routes, "a.example.com", "/a/b/c")).isEqualTo("4");
        assertThat(answer(routes, "a.example.com", "/a/x")).isEqualTo("3");
        assertThat(answer(routes, "a.example.com", "/x")).isEqualTo("2");
        assertThat(answer(routes, "b.example.com", "/a")).isEqualTo("1");
        assertThat(answer(routes, "b.a.example.com", "/a")).isEqualTo("0");
    }

    @Test
    void agreesWithAModelOfTheSpecification() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Route> routes = routes(random);
            RoutingTable table = table(routes, "specificity", null);
            for (int request = 0; request < REQUESTS; request++) {
                String host = pick(REQUEST_HOSTS, random);
                String path = pick(REQUEST_PATHS, random);
                assertThat(answer(table, host, path))
                        .as("seed %d: %s%s of %s", seed, host, path, routes)
                        .isEqualTo(model(routes, host, path));
            }
        }
    }

    @Test
    void keepsTheOrderAsWrittenUnlessAskedFor() {
        List<Route> routes =
                List.of(new Route(0, "", "/", PathType.PREFIX), new Route(1, "a.example.com", "/a", PathType.EXACT));

        assertThat(answer(table(routes, null, null), "a.example.com", "/a")).isEqualTo("0");
        assertThat(answer(table(routes, "as-written", null), "a.example.com", "/a"))
                .isEqualTo("0");
        assertThat(answer(table(routes, "specificity", null), "a.example.com", "/a"))
                .isEqualTo("1");
    }

    @Test
    void membersMustAgree() {
        List<Route> routes = List.of(new Route(0, "", "/", PathType.PREFIX), new Route(1, "", "/a", PathType.EXACT));
        Compilation compilation = compiled(routes, "specificity", "as-written");

        assertThat(compilation.refused(key("i0"))).isFalse();
        assertThat(compilation.findings().get(key("i1")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.field()).isEqualTo("headgate.io/rule-order"));
    }

    @Test
    void keepsTheMeaningOfHostsThatAnAnnotationAdds() {
        Ingress bare = ingress(0, List.of(new Route(0, "*.example.com", "/", PathType.PREFIX)), "specificity");
        Map<String, String> annotations = new HashMap<>(bare.annotations());
        annotations.put(
                AnnotationKey.CONDITIONS.key("0"),
                "[{\"field\":\"host-header\",\"hostHeaderConfig\":{\"values\":[\"*.example.org\",\"x?.example.net\"]}}]");
        RoutingTable table = table(Compiler.compile(
                Fixture.group(new Ingress(
                        bare.key(), "", 1, annotations, Set.of(), false, "alb", null, bare.rules(), List.of())),
                facts(),
                SETTINGS));

        assertThat(answer(table, "a.example.com", "/")).isEqualTo("0");
        assertThat(answer(table, "b.a.example.com", "/")).isEqualTo(NOWHERE);
        assertThat(answer(table, "b.a.example.org", "/")).isEqualTo("0");
        assertThat(answer(table, "xy.example.net", "/")).isEqualTo("0");
        assertThat(answer(table, "xyz.example.net", "/")).isEqualTo(NOWHERE);
    }

    /** The Ingress specification: the best host that has a path for the request, then the best of its paths; of equals the first. */
    private static String model(List<Route> routes, String host, String path) {
        Comparator<Integer> byHost =
                Comparator.comparingInt(index -> rank(routes.get(index).host()));
        Comparator<Integer> byType =
                Comparator.comparing(index -> routes.get(index).type());
        Comparator<Integer> byLength = Comparator.comparingInt(
                index -> -elements(routes.get(index).path()).size());
        return IntStream.range(0, routes.size())
                .boxed()
                .filter(index -> hostTakes(routes.get(index).host(), host.toLowerCase(Locale.ROOT)))
                .filter(index -> pathTakes(routes.get(index), path))
                .min(byHost.thenComparing(byType).thenComparing(byLength))
                .map(String::valueOf)
                .orElse(NOWHERE);
    }

    private static int rank(String host) {
        return host.isEmpty() ? 2 : host.startsWith("*") ? 1 : 0;
    }

    private static boolean hostTakes(String host, String request) {
        int dot = request.indexOf('.');
        return host.isEmpty()
                || host.equals(request)
                || (host.startsWith("*.") && dot > 0 && host.substring(1).equals(request.substring(dot)));
    }

    private static boolean pathTakes(Route route, String request) {
        List<String> wanted = elements(route.path());
        List<String> given = elements(request);
        return route.type() == PathType.EXACT
                ? route.path().equals(request)
                : wanted.size() <= given.size()
                        && given.subList(0, wanted.size()).equals(wanted);
    }

    private static List<String> elements(String path) {
        return Arrays.stream(path.split("/"))
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static List<Route> routes(Random random) {
        List<Route> routes = new ArrayList<>();
        for (int ingress = 0; ingress < 3; ingress++) {
            for (int route = random.nextInt(5); route >= 0; route--) {
                PathType type = random.nextInt(3) == 0 ? PathType.EXACT : PathType.PREFIX;
                routes.add(new Route(ingress, pick(HOSTS, random), pick(PREFIXES, random), type));
            }
        }
        return routes;
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String answer(List<Route> routes, String host, String path) {
        return answer(table(routes, "specificity", null), host, path);
    }

    private static String answer(RoutingTable table, String host, String path) {
        RoutingRequest request =
                new RoutingRequest("GET", host, path, "", List.of(), InetAddress.ofLiteral("127.0.0.1"));
        return Router.route(table, request).actions().getLast()
                        instanceof Action.FixedResponse(String code, var type, var body)
                ? Optional.ofNullable(body).orElse(code)
                : "a target";
    }

    private static RoutingTable table(List<Route> routes, @Nullable String first, @Nullable String others) {
        return table(compiled(routes, first, others));
    }

    private static RoutingTable table(Compilation compilation) {
        Listener listener =
                compilation.stack().loadBalancers().getFirst().listeners().getFirst();
        return new RoutingTable(listener.rules().stream().map(Rule::routing).toList(), listener.defaultActions());
    }

    /** Each path answers with its index; the order is asked for by the first Ingress and by the others. */
    private static Compilation compiled(List<Route> routes, @Nullable String first, @Nullable String others) {
        List<Ingress> ingresses = routes.stream()
                .map(Route::ingress)
                .distinct()
                .map(index -> ingress(index, routes, index == 0 ? first : others))
                .toList();
        GroupInputs inputs = Fixture.group(ingresses);
        return Compiler.compile(inputs, facts(), SETTINGS);
    }

    private static Ingress ingress(int number, List<Route> routes, @Nullable String order) {
        Map<String, String> annotations = new HashMap<>();
        if (order != null) {
            annotations.put(AnnotationKey.RULE_ORDER.key(), order);
        }
        List<Ingress.Rule> rules = new ArrayList<>();
        for (int index = 0; index < routes.size(); index++) {
            Route route = routes.get(index);
            if (route.ingress() == number) {
                annotations.put(
                        AnnotationKey.ACTIONS.key("" + index),
                        "{\"type\":\"fixed-response\",\"fixedResponseConfig\":{\"statusCode\":\"200\",\"messageBody\":\""
                                + index + "\"}}");
                Ingress.Backend backend =
                        new Ingress.Backend.ServiceBackend("" + index, new PortRef.ByName("use-annotation"));
                rules.add(
                        new Ingress.Rule(route.host(), List.of(new Ingress.Path(route.path(), route.type(), backend))));
            }
        }
        return new Ingress(key("i" + number), "", 1, annotations, Set.of(), false, "alb", null, rules, List.of());
    }
}
