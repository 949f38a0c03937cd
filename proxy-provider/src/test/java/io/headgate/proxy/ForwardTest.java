package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that go to a target and answers that come back. */
final class ForwardTest {

    @Test
    void passesRequestAndAnswer() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("hello");
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            assertThat(proxy.apply()).isEmpty();

            Wire.Message answer = proxy.exchange(RawClient.get("shop.example.com", "/a/b?c=d"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
            Wire.Message request = up.onlyRequest();
            assertThat(request.startLine()).isEqualTo("GET /a/b?c=d HTTP/1.1");
            assertThat(request.field("Host")).isEqualTo("shop.example.com");
            assertThat(request.field("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(request.field("X-Forwarded-Port")).isEqualTo("80");
            assertThat(request.field("X-Amzn-Trace-Id")).matches("Root=1-65000000-[0-9a-f]{24}");
        }
    }

    @Test
    void usesConnectionsAgain() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("hello");
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(client.send(RawClient.get("h.example", "/" + i))
                                    .answer()
                                    .text())
                            .isEqualTo("hello");
                }
            }
            assertThat(up.requests()).hasSize(20);
            assertThat(up.connections()).isEqualTo(1);
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    out.write(RecordingUpstream.response("200 OK", "", request.startLine()));
                    return true;
                });
                Fixture proxy = new Fixture()
                        .group("a", up.target())
                        .rule(Fixture.fixed(200, "own"), Fixture.path("/own"))
                        .otherwise(Fixture.forward("a"))) {
            proxy.apply();
            StringBuilder all = new StringBuilder();
            IntStream.range(0, 10).forEach(i -> all.append(RawClient.get("h.example", i % 3 == 0 ? "/own" : "/" + i)));
            try (RawClient client = proxy.client()) {
                client.send(all.toString());
                for (int i = 0; i < 10; i++) {
                    String expected = i % 3 == 0 ? "own" : "GET /" + i + " HTTP/1.1";
                    assertThat(client.answer().text()).isEqualTo(expected);
                }
            }
        }
    }
}
