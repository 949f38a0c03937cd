package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.proxy.config.TrafficAttributes;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of header fields: rows H of the data plane's behaviour. */
final class FieldTest {

    private RecordingUpstream up;
    private Fixture proxy;

    @BeforeEach
    void start() throws Exception {
        up = RecordingUpstream.start((request, in, out) -> {
            out.write(RecordingUpstream.response(
                    "200 OK", "Server: mine\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n", "ok"));
            return true;
        });
        proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"));
        proxy.apply();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        up.close();
    }

    private void attributes(String... namesAndValues) {
        Map<String, String> attributes = IntStream.range(0, namesAndValues.length / 2)
                .boxed()
                .collect(Collectors.toMap(i -> namesAndValues[2 * i], i -> namesAndValues[2 * i + 1]));
        proxy.attributes(TrafficAttributes.of(attributes)).apply();
    }

    private Wire.Message forwarded(String fields) throws Exception {
        int before = up.requests().size();
        proxy.exchange("GET / HTTP/1.1\r\n" + fields.replace("~", "\r\n") + "\r\n\r\n");
        return up.requests().get(before);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "append, 'Host: h', 127.0.0.1",
        "append, 'Host: h~X-Forwarded-For: 1.1.1.1', '1.1.1.1, 127.0.0.1'",
        "append, 'Host: h~X-Forwarded-For: 1.1.1.1, 2.2.2.2', '1.1.1.1, 2.2.2.2, 127.0.0.1'",
        "append, 'Host: h~X-Forwarded-For: 1.1.1.1~X-Forwarded-For: 2.2.2.2', '1.1.1.1, 2.2.2.2, 127.0.0.1'",
        "preserve, 'Host: h~X-Forwarded-For: 1.1.1.1', 1.1.1.1",
        "preserve, 'Host: h', ''",
        "remove, 'Host: h~X-Forwarded-For: 1.1.1.1', ''",
    })
    void forwardedFor(String mode, String fields, String expected) throws Exception {
        attributes("routing.http.xff_header_processing.mode", mode);
        assertThat(forwarded(fields).field("X-Forwarded-For")).isEqualTo(expected);
    }

    @Test
    void forwardedForWithClientPort() throws Exception {
        attributes("routing.http.xff_client_port.enabled", "true");
        assertThat(forwarded("Host: h").field("X-Forwarded-For")).matches("127\\.0\\.0\\.1:[0-9]+");
    }

    @Test
    void refusesMoreThanThirtyForwardedAddresses() throws Exception {
        String thirty = String.join(", ", java.util.Collections.nCopies(30, "1.1.1.1"));
        String get = "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: ";
        assertThat(proxy.exchange(get + thirty + "\r\n\r\n").status()).isEqualTo(200);
        assertThat(proxy.exchange(get + thirty + ", 2.2.2.2\r\n\r\n").status()).isEqualTo(463);
    }

    @Test
    void overwritesWhatClientsForge() throws Exception {
        Wire.Message request = forwarded("Host: h~X-Forwarded-Proto: https~X-Forwarded-Port: 1~X-Amzn-Oidc-Identity: me"
                + "~x-amzn-mtls-clientcert: x~X-Amzn-Tls-Version: x");
        assertThat(request.fields("X-Forwarded-Proto")).containsExactly("http");
        assertThat(request.fields("X-Forwarded-Port")).containsExactly("80");
        assertThat(request.head()).doesNotContainIgnoringCase("x-amzn-oidc", "x-amzn-mtls", "x-amzn-tls");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'X-Other: 1', 'Root=1-65000000-[0-9a-f]{24}'",
        "'X-Amzn-Trace-Id: Root=1-5-6;a=b', 'Self=1-65000000-[0-9a-f]{24};Root=1-5-6;a=b'",
        "'X-Amzn-Trace-Id: Self=1-1-1;Root=1-5-6', 'Self=1-65000000-[0-9a-f]{24};Root=1-5-6'",
        "'X-Amzn-Trace-Id: a=b', 'Root=1-65000000-[0-9a-f]{24}'",
    })
    void traceId(String field, String expected) throws Exception {
        assertThat(forwarded("Host: h~" + field).field("X-Amzn-Trace-Id")).matches(expected);
    }

    @ParameterizedTest(name = "port {0}, {1}")
    @CsvSource({
        "80, 'Host: Example.COM', example.com",
        "80, 'Host: example.com:80', example.com",
        "80, 'Host: example.com:8080', example.com",
        "8080, 'Host: example.com', example.com:8080",
        "8080, 'Host: example.com:8080', example.com:8080",
    })
    void host(int port, String field, String expected) throws Exception {
        proxy.port(port).apply();
        assertThat(forwarded(field).fields("Host")).containsExactly(expected);
    }

    @Test
    void preservesHostIfAsked() throws Exception {
        attributes("routing.http.preserve_host_header.enabled", "true");
        assertThat(forwarded("Host: A.example:1234~Host: b").fields("Host")).containsExactly("A.example:1234", "b");
    }

    @Test
    void dropsInvalidFieldsIfAsked() throws Exception {
        assertThat(forwarded("Host: h~X_Foo: 1~X.Foo: 2").head()).contains("X_Foo: 1", "X.Foo: 2");
        attributes("routing.http.drop_invalid_header_fields.enabled", "true");
        assertThat(forwarded("Host: h~X_Foo: 1~X.Foo: 2~X-Foo: 3").head())
                .contains("X-Foo: 3")
                .doesNotContain("X_Foo", "X.Foo");
    }

    @Test
    void removesHopByHopFieldsBothWays() throws Exception {
        String fields = "Connection: keep-alive, X-Foo~X-Foo: 1~Keep-Alive: 5~TE: trailers~Upgrade: h2c~X-Bar: 2";
        Wire.Message answer =
                proxy.exchange("GET / HTTP/1.1~Host: h~%s~~".formatted(fields).replace("~", "\r\n"));
        assertThat(up.onlyRequest().head())
                .contains("X-Bar: 2")
                .doesNotContain("X-Foo", "Keep-Alive", "TE:", "Upgrade", "Connection");
        assertThat(answer.head()).doesNotContain("X-Hop", "Keep-Alive").contains("Server: mine");
    }

    @Test
    void hidesTheServerFieldIfAsked() throws Exception {
        attributes("routing.http.response.server.enabled", "false");
        assertThat(proxy.exchange(RawClient.get("h", "/")).fields("Server")).isEmpty();
    }

    @Test
    void continuesAtOnce() throws Exception {
        try (RawClient client = proxy.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("body").answer().status()).isEqualTo(200);
        }
        assertThat(up.onlyRequest().field("Expect")).isEmpty();
        assertThat(up.onlyRequest().text()).isEqualTo("body");
    }

    @Test
    void closesWhenTheClientAsks() throws Exception {
        try (RawClient client = proxy.client()) {
            Wire.Message answer = client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .answer();
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void speaksHttp10() throws Exception {
        try (RawClient client = proxy.client()) {
            assertThat(client.send("GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
                            .answer()
                            .field("Connection"))
                    .isEqualTo("keep-alive");
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").answer().field("Connection"))
                    .isEqualTo("close");
            assertThat(client.ended()).isTrue();
        }
    }
}
