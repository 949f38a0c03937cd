package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.proxy.config.TrafficAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets and clients that misbehave: rows of the status codes made by the load balancer, and of idle time. */
final class FailureTest {

    private static final TrafficAttributes IMPATIENT =
            TrafficAttributes.DEFAULT.withIdleTimeout(Duration.ofMillis(300));

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Le"})
    void badAnswersGet502(String answer) throws Exception {
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            assertThat(proxy.exchange(RawClient.get("h", "/")).status()).isEqualTo(502);
        }
    }

    @Test
    void tooLargeAnswerHeadsGet502() throws Exception {
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    out.write(RecordingUpstream.response("200 OK", "X: " + "v".repeat(40_000) + "\r\n", ""));
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            assertThat(proxy.exchange(RawClient.get("h", "/")).status()).isEqualTo(502);
        }
    }

    @Test
    void silentTargetsGet504AndTheConnectionGoesOn() throws Exception {
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    in.readAllBytes();
                });
                Fixture proxy = new Fixture()
                        .attributes(IMPATIENT)
                        .group("a", up.target())
                        .rule(Fixture.fixed(200, "own"), Fixture.path("/own"))
                        .otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(client.send(RawClient.get("h", "/")).answer().status())
                        .isEqualTo(504);
                assertThat(client.send(RawClient.get("h", "/own")).answer().text())
                        .isEqualTo("own");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"})
    void silentClientsGet408(String halfARequest) throws Exception {
        try (RecordingUpstream up = RecordingUpstream.saying("up");
                Fixture proxy = new Fixture()
                        .attributes(IMPATIENT)
                        .group("a", up.target())
                        .otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(client.send(halfARequest).answer().status()).isEqualTo(408);
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @Test
    void idleConnectionsAreClosedInSilence() throws Exception {
        try (Fixture proxy = new Fixture().attributes(IMPATIENT).otherwise(Fixture.fixed(200, "own"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(client.send(RawClient.get("h", "/")).answer().text()).isEqualTo("own");
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @Test
    void repeatsARequestOnlyWhereTheTargetMayNotHaveSeenIt() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    // the first connection answers once and then breaks off at the second request
                    boolean first = connections.getAndIncrement() == 0;
                    Wire.headOnly(in);
                    out.write(RecordingUpstream.response("200 OK", "", "answer"));
                    if (first) {
                        Wire.headOnly(in);
                    }
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(client.send(RawClient.get("h", "/1")).answer().status())
                        .isEqualTo(200);
                assertThat(client.send(RawClient.get("h", "/2")).answer().status())
                        .isEqualTo(200);
                assertThat(connections).hasValue(2);
            }
        }
    }

    @Test
    void neverRepeatsARequestWithABody() throws Exception {
        AtomicInteger bodies = new AtomicInteger();
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    if (request.startLine().startsWith("POST")) {
                        bodies.incrementAndGet();
                        return false;
                    }
                    out.write(RecordingUpstream.response("200 OK", "", "answer"));
                    return true;
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                assertThat(client.send(RawClient.get("h", "/1")).answer().status())
                        .isEqualTo(200);
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
                assertThat(client.answer().status()).isEqualTo(502);
                assertThat(bodies).hasValue(1);
            }
        }
    }
}
