package io.headgate.operator.dev.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CurlCommandTest {

    private static final InetSocketAddress PLACE = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40001);

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(List.of(), "http://shop.example/"),
                Arguments.of(
                        List.of(new Condition.HostHeader(wildcards("*.Books.example"))), "http://any.books.example/"),
                Arguments.of(List.of(new Condition.PathPattern(wildcards("/a/*", "/b"))), "http://shop.example/a/any"),
                Arguments.of(
                        List.of(new Condition.QueryString(List.of(new Condition.QueryString.Pair("q", "x?z")))),
                        "'http://shop.example/?q=xxz'"),
                Arguments.of(List.of(new Condition.SourceIp(List.of("0.0.0.0/0"))), "http://shop.example/"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void asksForWhatTheConditionsMatch(List<Condition> conditions, String url) {
        assertThat(CurlCommand.matching(conditions, 80, PLACE, "shop.example", null))
                .hasValueSatisfying(command -> assertThat(command).endsWith(" " + url));
    }

    @Test
    void leadsToTheRealPlaceAndTrustsTheAuthority() {
        assertThat(CurlCommand.matching(List.of(), 8443, PLACE, "shop.example", Path.of("/tmp/my ca.pem")))
                .hasValue("curl -si --connect-to shop.example:8443:127.0.0.1:40001 --cacert '/tmp/my ca.pem'"
                        + " https://shop.example:8443/");
    }

    @Test
    void setsMethodAndHeaderFields() {
        List<Condition> conditions = List.of(
                new Condition.HttpRequestMethod(List.of("DELETE", "GET")),
                new Condition.HttpHeader("X-Beta", wildcards("it's on")));

        assertThat(CurlCommand.matching(conditions, 80, PLACE, "shop.example", null))
                .hasValueSatisfying(
                        command -> assertThat(command).contains(" -X DELETE -H 'X-Beta: it'\\''s on' http://"));
    }

    @Test
    void offersNothingForRegularExpressions() {
        List<Condition> conditions = List.of(new Condition.PathPattern(new Patterns.Regexes(List.of("^/v[0-9]+"))));

        assertThat(CurlCommand.matching(conditions, 80, PLACE, "shop.example", null))
                .isEmpty();
    }

    private static Patterns wildcards(String... values) {
        return new Patterns.Wildcards(List.of(values));
    }
}
