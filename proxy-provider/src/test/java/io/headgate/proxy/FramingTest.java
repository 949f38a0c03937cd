package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are malformed, ambiguous or too large: rows D, H21 and H22. */
final class FramingTest {

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({
        "'TRACE / HTTP/1.1~Host: h~~', 405",
        "'CONNECT h:80 HTTP/1.1~Host: h~~', 400",
        "'PRI * HTTP/2.0~~SM~~', 505",
        "'GET / HTTP/1.1~~', 400",
        "'GET /~~', 400",
        "'GET nowhere HTTP/1.1~Host: h~~', 400",
        "'GET / HTTP/1.1~Host: a b~~', 400",
        "'GET / HTTP/1.1~Host: h~no colon here~~', 400",
        "'GET / HTTP/1.1~Host: h~X : space before colon~~', 400",
        "'POST / HTTP/1.1~Host: h~Content-Length: +5~~hello', 400",
        "'POST / HTTP/1.1~Host: h~Content-Length: 0x5~~hello', 400",
        "'POST / HTTP/1.1~Host: h~Content-Length: 5~Content-Length: 6~~hello', 400",
        "'POST / HTTP/1.1~Host: h~Content-Length: 3~Transfer-Encoding: chunked~~5~hello~0~~', 400",
        "'POST / HTTP/1.1~Host: h~Transfer-Encoding: gzip~~', 501",
        "'POST / HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~0~~', 501",
        "'POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~zz~hello~0~~', 400",
    })
    void refuses(String request, int status) throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("ok");
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send(request.replace("~", "\r\n"));
                assertThat(client.answer().status()).isEqualTo(status);
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0} of {1} bytes gets {2}")
    @CsvSource({
        "target, 16000, 200",
        "target, 16400, 414",
        "field, 16000, 200",
        "field, 16400, 400",
        "fields, 64000, 200",
        "fields, 66000, 400",
    })
    void limitsHeads(String what, int size, int status) throws Exception {
        String request = switch (what) {
            case "target" -> RawClient.get("h", "/" + "p".repeat(size));
            case "field" -> "GET / HTTP/1.1\r\nHost: h\r\nX-A: " + "v".repeat(size) + "\r\n\r\n";
            default ->
                "GET / HTTP/1.1\r\nHost: h\r\n" + ("X-A: " + "v".repeat(993) + "\r\n").repeat(size / 1000) + "\r\n";
        };
        try (Fixture proxy = new Fixture().otherwise(Fixture.fixed(200, "ok"))) {
            proxy.apply();
            assertThat(proxy.exchange(request).status()).isEqualTo(status);
        }
    }
}
