package io.headgate.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouterTest {

    private static final InetAddress PEER = InetAddress.ofLiteral("127.0.0.2");

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "example.com, ExAmPlE.CoM, true",
        "example.com, www.example.com, false",
        "*.example.com, a.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.EXAMPLE.com, a.example.COM, true",
        "www.example.?om, www.example.com, true",
        "example.com, '', false",
    })
    void host(String pattern, String host, boolean expected) {
        Condition condition = new Condition.HostHeader(wildcards(pattern));
        assertThat(Router.holds(condition, request("GET", host, "/", ""))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "/img/*, /img/a/b, true",
        "/img/*, /img/, true",
        "/img/*, /img, false",
        "/a?c, /abc, true",
        "/a?c, /a/c, true",
        "/a?c, /ac, false",
        "/A, /a, false",
        "*, /anything/at/all, true",
        "/*/b/*/d, /a/b/x/b/c/d, true",
        "/*/b/*/d, /a/x/c/d, false",
        "/a*, /a\u0001b, false",
        "/a*, /ab\u007f, false",
        "/a\\*, /a*, false",
        "/a, /a/, false",
    })
    void path(String pattern, String path, boolean expected) {
        Condition condition = new Condition.PathPattern(wildcards(pattern));
        assertThat(Router.holds(condition, request("GET", "h.example", path, "x=/img/")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "^/api/v[0-9]+/(.*)$; /api/v12/x; true",
                "^/api/v[0-9]+/(.*)$; /api/vx/x; false",
                "v[0-9]+; /api/v1/x; true",
                "^/API$; /api; false",
                "(?=a); /a; false",
                "(a)\\1; /aa; false",
                "\\p{L}; /a; false",
                "a++; /a; false",
                "[; /a; false",
            })
    void pathByRegex(String regex, String path, boolean expected) {
        Condition condition = new Condition.PathPattern(new Patterns.Regexes(List.of(regex)));
        assertThat(Router.holds(condition, request("GET", "h.example", path, "")))
                .isEqualTo(expected);
    }

    @Test
    void hostAndHeaderRegexesIgnoreCase() {
        RoutingRequest request = request("GET", "Shop.Example.com", "/", "", "X-Kind: BETA");
        Patterns host = new Patterns.Regexes(List.of("^[^.]+\\.example\\.com$"));
        Patterns kind = new Patterns.Regexes(List.of("^beta$"));

        assertThat(Router.holds(new Condition.HostHeader(host), request)).isTrue();
        assertThat(Router.holds(new Condition.HttpHeader("x-kind", kind), request))
                .isTrue();
    }

    @Test
    void regexesTakeLinearTime() {
        Condition condition = new Condition.PathPattern(new Patterns.Regexes(List.of("^(a+)+$")));
        String path = "a".repeat(100_000) + "b";
        assertThat(Router.holds(condition, request("GET", "h.example", path, "")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "ba?, X-A: foo|X-A: BAR, true",
        "ba?, X-A: foo, false",
        "ba?, X-B: bar, false",
        "*mobile*, x-a: a Mobile one, true",
    })
    void header(String pattern, String fields, boolean expected) {
        Condition condition = new Condition.HttpHeader("X-A", wildcards(pattern));
        assertThat(Router.holds(condition, request("GET", "h.example", "/", "", fields.split("\\|"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "CUSTOM-METHOD, CUSTOM-METHOD, true",
        "CUSTOM-METHOD, custom-method, false",
    })
    void method(String wanted, String method, boolean expected) {
        Condition condition = new Condition.HttpRequestMethod(List.of("PUT", wanted));
        assertThat(Router.holds(condition, request(method, "h.example", "/", "")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}={1} matches {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "version, v1, version=v1, true",
                "version, v1, VERSION=V1, true",
                "version, v1, a=b&version=v1&c=d, true",
                "version, v1, version=v1=v1, false",
                "version, v1, 'version', false",
                "flag, '', flag, true",
                "flag, '', flag=, true",
                "-, *example*, q=an+example+here, true",
                "-, *example*, example=no, false",
                "k, a%20b, k=a%20b, true",
                "k, a b, k=a%20b, false",
                "k, \\*, k=*, true",
                "k, \\*, k=x, false",
                "k, a\\?b, k=a?b, true",
                "k, a\\?b, k=axb, false",
                "k?, *, ka=1, true",
            })
    void query(String key, String value, String query, boolean expected) {
        Condition condition = new Condition.QueryString(List.of(new Condition.QueryString.Pair(key, value)));
        assertThat(Router.holds(condition, request("GET", "h.example", "/", query)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "127.0.0.2/32, 127.0.0.2, true",
        "127.0.0.2/32, 127.0.0.3, false",
        "127.0.0.0/30, 127.0.0.3, true",
        "127.0.0.0/30, 127.0.0.4, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/33, 10.0.0.1, false",
        "example.com/8, 10.0.0.1, false",
    })
    void source(String cidr, String peer, boolean expected) {
        RoutingRequest request = new RoutingRequest(
                "GET",
                "h.example",
                "/",
                "",
                List.of(new RoutingRequest.Header("X-Forwarded-For", "127.0.0.2")),
                InetAddress.ofLiteral(peer));
        assertThat(Router.holds(new Condition.SourceIp(List.of(cidr)), request)).isEqualTo(expected);
    }

    @Test
    void valuesAreAlternativesAndConditionsAreNot() {
        RoutingRule rule = rule(
                "both",
                new Condition.PathPattern(wildcards("/a", "/b", "/c")),
                new Condition.HttpRequestMethod(List.of("GET")));
        RoutingTable table = new RoutingTable(List.of(rule), List.of(answer("default")));

        assertThat(bodies(table, request("GET", "h.example", "/a", ""))).containsExactly("both");
        assertThat(bodies(table, request("GET", "h.example", "/c", ""))).containsExactly("both");
        assertThat(bodies(table, request("PUT", "h.example", "/a", ""))).containsExactly("default");
        assertThat(bodies(table, request("GET", "h.example", "/d", ""))).containsExactly("default");
    }

    @Test
    void theFirstMatchWins() {
        RoutingRule one = rule("one", new Condition.PathPattern(wildcards("/a*")));
        RoutingRule two = rule("two", new Condition.PathPattern(wildcards("/ab")));
        RoutingRequest request = request("GET", "h.example", "/ab", "");

        assertThat(bodies(new RoutingTable(List.of(one, two), List.of()), request))
                .containsExactly("one");
        assertThat(bodies(new RoutingTable(List.of(two, one), List.of()), request))
                .containsExactly("two");
    }

    private static List<String> bodies(RoutingTable table, RoutingRequest request) {
        return Router.route(table, request).actions().stream()
                .map(action -> String.valueOf(((Action.FixedResponse) action).messageBody()))
                .toList();
    }

    private static RoutingRule rule(String body, Condition... conditions) {
        return new RoutingRule(List.of(conditions), List.of(answer(body)), List.of());
    }

    private static Action answer(String body) {
        return new Action.FixedResponse("200", "text/plain", body);
    }

    private static Patterns wildcards(String... values) {
        return new Patterns.Wildcards(List.of(values));
    }

    private static RoutingRequest request(String method, String host, String path, String query, String... fields) {
        List<RoutingRequest.Header> headers = Arrays.stream(fields)
                .map(field -> field.split(": ", 2))
                .map(parts -> new RoutingRequest.Header(parts[0], parts[1]))
                .toList();
        return new RoutingRequest(method, host, path, query, headers, PEER);
    }
}
