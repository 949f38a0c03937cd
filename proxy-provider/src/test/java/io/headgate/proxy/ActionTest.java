package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules do: rows R and A of the data plane's behaviour, over a socket. */
final class ActionTest {

    @Test
    void answersFixedResponses() throws Exception {
        try (Fixture proxy = new Fixture()
                .rule(
                        new Action.FixedResponse("503", "application/json", "{\"down\":true}"),
                        Fixture.path("/maintenance"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                Wire.Message get =
                        client.send(RawClient.get("h.example", "/maintenance")).answer();
                assertThat(get.startLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
                assertThat(get.field("Server")).isEqualTo("awselb/2.0");
                assertThat(get.field("Content-Type")).isEqualTo("application/json");
                assertThat(get.text()).isEqualTo("{\"down\":true}");

                Wire.Message head = client.send("HEAD /maintenance HTTP/1.1\r\nHost: h.example\r\n\r\n")
                        .answerToHead();
                assertThat(head.field("Content-Length")).isEqualTo("13");

                Wire.Message other =
                        client.send(RawClient.get("h.example", "/")).answer();
                assertThat(other.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void redirectsAsCaptured() throws Exception {
        try (Fixture proxy = new Fixture()
                .otherwise(new Action.Redirect("HTTPS", "#{host}", "443", "/#{path}", "#{query}", "HTTP_301"))) {
            proxy.apply();

            Wire.Message answer = proxy.exchange(RawClient.get("example.com:80", "/"));

            assertThat(answer.startLine()).isEqualTo("HTTP/1.1 301 Moved Permanently");
            assertThat(answer.field("Location")).isEqualTo("https://example.com:443/");
            assertThat(answer.field("Server")).isEqualTo("awselb/2.0");
            assertThat(answer.field("Content-Type")).isEqualTo("text/html");
            assertThat(answer.field("Content-Length")).isEqualTo("134");
            assertThat(answer.text()).contains("<title>301 Moved Permanently</title>");
            assertThat(answer.field("Connection")).isEmpty();
        }
    }

    @Test
    void refusesARedirectThatGrowsTooLong() throws Exception {
        try (Fixture proxy = new Fixture()
                .otherwise(
                        new Action.Redirect("HTTPS", "#{host}", "443", "/#{path}", "#{query}&#{query}", "HTTP_302"))) {
            proxy.apply();
            assertThat(proxy.exchange(RawClient.get("h.example", "/?" + "q".repeat(9_000)))
                            .status())
                    .isEqualTo(507);
        }
    }

    @Test
    void sharesByWeightAndDoesNotFailOver() throws Exception {
        try (RecordingUpstream one = RecordingUpstream.saying("one");
                RecordingUpstream two = RecordingUpstream.saying("two");
                Fixture proxy = new Fixture()
                        .group("one", one.target())
                        .group("two", two.target())
                        .group("zero", two.target())
                        .group("empty")
                        .rule(weighted("one", 10, "two", 20), Fixture.path("/ratio"))
                        .rule(weighted("one", 1, "empty", 1), Fixture.path("/half"))
                        .rule(weighted("one", 1, "zero", 0), Fixture.path("/zero"))
                        .otherwise(weighted("one", 0, "two", 0))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(count(client, "/ratio", 10_000, 200, "one"))
                        .isBetween(within(10_000, 1.0 / 3, -3), within(10_000, 1.0 / 3, 3));
                assertThat(count(client, "/half", 1_000, 503, ""))
                        .isBetween(within(1_000, 0.5, -3), within(1_000, 0.5, 3));
                assertThat(count(client, "/zero", 200, 200, "one")).isEqualTo(200);
                assertThat(count(client, "/none", 1, 503, "")).isEqualTo(1);
            }
        }
    }

    private static int within(int trials, double share, int sigmas) {
        return (int) Math.round(trials * share + sigmas * Math.sqrt(trials * share * (1 - share)));
    }

    private static int count(RawClient client, String path, int requests, int status, String text) throws Exception {
        int count = 0;
        for (int i = 0; i < requests; i++) {
            Wire.Message answer = client.send(RawClient.get("h.example", path)).answer();
            count += answer.status() == status && answer.text().contains(text) ? 1 : 0;
        }
        return count;
    }

    private static Action weighted(String first, int firstWeight, String second, int secondWeight) {
        return new Action.Forward(
                List.of(
                        new Action.WeightedTargetGroup(Fixture.ref(first), firstWeight),
                        new Action.WeightedTargetGroup(Fixture.ref(second), secondWeight)),
                Action.Stickiness.OFF);
    }

    @Test
    void neverPassesARequestThatItCannotAuthenticate() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("secret");
                Fixture proxy = new Fixture()
                        .group("a", up.target())
                        .rule(new RoutingRule(
                                List.of(Fixture.path("/private")),
                                List.of(
                                        new Action.JwtValidation("https://i.example/jwks", "i.example", List.of()),
                                        Fixture.forward("a")),
                                List.of()))) {
            List<Finding> findings = proxy.apply();

            assertThat(findings).extracting(Finding::reason).containsExactly("ActionNotImplemented");
            assertThat(proxy.exchange(RawClient.get("h.example", "/private")).status())
                    .isEqualTo(501);
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void looksAtEveryPartOfTheRequest() throws Exception {
        try (Fixture proxy = new Fixture()
                .rule(Fixture.fixed(200, "host"), Fixture.host("*.shop.example"))
                .rule(Fixture.fixed(200, "header"), Fixture.header("X-Kind", "beta", "b*2"))
                .rule(Fixture.fixed(200, "query"), Fixture.query("version=v1", "*example*"))
                .rule(Fixture.fixed(200, "method"), new Condition.HttpRequestMethod(List.of("PURGE")))
                .rule(Fixture.fixed(200, "source"), new Condition.SourceIp(List.of("127.0.0.3/32")))
                .rule(
                        Fixture.fixed(200, "regex"),
                        new Condition.PathPattern(new Patterns.Regexes(List.of("^/v[0-9]+/"))))) {
            proxy.apply();
            String get = "GET / HTTP/1.1\r\nHost: h.example\r\n";
            assertThat(text(proxy, RawClient.get("A.B.Shop.Example:8080", "/"))).isEqualTo("host");
            assertThat(text(proxy, "GET http://www.shop.example/ HTTP/1.1\r\nHost: h.example\r\n\r\n"))
                    .isEqualTo("host");
            assertThat(text(proxy, "GET / HTTP/1.1\r\nHost: h.example\r\nHost: www.shop.example\r\n\r\n"))
                    .isEqualTo("default");
            assertThat(text(proxy, get + "x-kind: other\r\nX-KIND: BETA\r\n\r\n"))
                    .isEqualTo("header");
            assertThat(text(proxy, RawClient.get("h.example", "/?VERSION=V1"))).isEqualTo("query");
            assertThat(text(proxy, RawClient.get("h.example", "/?x=an-example-")))
                    .isEqualTo("query");
            assertThat(text(proxy, "PURGE / HTTP/1.1\r\nHost: h.example\r\n\r\n"))
                    .isEqualTo("method");
            assertThat(text(proxy, get + "X-Forwarded-For: 127.0.0.3\r\n\r\n")).isEqualTo("default");
            assertThat(text(proxy, RawClient.get("h.example", "/v12/x"))).isEqualTo("regex");
            try (RawClient client = RawClient.connectFrom("127.0.0.3", proxy.address())) {
                assertThat(client.send(get + "\r\n").answer().text()).isEqualTo("source");
            }
        }
    }

    private static String text(Fixture proxy, String request) throws Exception {
        return proxy.exchange(request).text();
    }

    @Test
    void transformsAfterRouting() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("up");
                Fixture proxy = new Fixture()
                        .group("a", up.target())
                        .rule(new RoutingRule(
                                List.of(Fixture.path("/api/*")),
                                List.of(Fixture.forward("a")),
                                List.of(
                                        new Transform.UrlRewrite(
                                                List.of(new Transform.Rewrite("^/api/(.*)$", "/fixed/$1"))),
                                        new Transform.HostHeaderRewrite(
                                                List.of(new Transform.Rewrite("^.*$", "inner.example"))))))
                        .rule(new RoutingRule(
                                List.of(Fixture.path("/broken/*")),
                                List.of(Fixture.forward("a")),
                                List.of(new Transform.UrlRewrite(List.of(new Transform.Rewrite("^/.*$", "no slash"))))))
                        .rule(Fixture.fixed(200, "second rule"), Fixture.path("/fixed/*"))) {
            proxy.apply();

            assertThat(text(proxy, RawClient.get("h.example", "/api/x?y=1"))).isEqualTo("up");
            assertThat(up.onlyRequest().startLine()).isEqualTo("GET /fixed/x?y=1 HTTP/1.1");
            assertThat(up.onlyRequest().field("Host")).isEqualTo("inner.example");
            assertThat(proxy.exchange(RawClient.get("h.example", "/broken/x")).status())
                    .isEqualTo(500);
        }
    }

    @Test
    void tellsWhatItCannotServe() throws Exception {
        try (Fixture proxy = new Fixture()
                .rule(
                        Fixture.forward("nowhere"),
                        new Condition.PathPattern(new Patterns.Regexes(List.of("("))),
                        new Condition.SourceIp(List.of("10.0.0.0/40")))) {
            assertThat(proxy.apply())
                    .extracting(Finding::reason)
                    .containsExactly("UnknownTargetGroup", "MalformedCondition", "MalformedCondition");
            assertThat(proxy.exchange(RawClient.get("h.example", "/")).status()).isEqualTo(404);
        }
    }
}
