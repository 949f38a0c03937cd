package io.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Bodies of all sizes in both directions, and connections that end before them. */
final class BodyTest {

    private static final int LARGE = 24 * 1024 * 1024;

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(Fixture.SEED).nextBytes(bytes);
        return bytes;
    }

    private static long checksum(InputStream in, long length) throws java.io.IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            sum.update(buffer, 0, read);
            left -= read;
        }
        return sum.getValue();
    }

    private static long checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    private static Fixture to(RecordingUpstream up) {
        Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"));
        proxy.apply();
        return proxy;
    }

    @Test
    void passesLargeBodiesBothWays() throws Exception {
        byte[] body = random(LARGE);
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    out.write(RecordingUpstream.response("200 OK", "", request.text()));
                    return true;
                });
                Fixture proxy = to(up);
                RawClient client = proxy.client()) {
            Thread sender = Thread.ofVirtual().start(() -> send(client, "Content-Length: " + LARGE + "\r\n\r\n", body));
            Wire.Message answer = client.answer();
            sender.join();
            assertThat(checksum(answer.text().getBytes(StandardCharsets.ISO_8859_1)))
                    .isEqualTo(checksum(body));
        }
    }

    private static void send(RawClient client, String fields, byte[] body) {
        try {
            client.send("POST / HTTP/1.1\r\nHost: h\r\n" + fields).send(body);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void passesChunksAndManyTinyOnes() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(20_000)
                                    + "0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    return true;
                });
                Fixture proxy = to(up);
                RawClient client = proxy.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\ny\r\n".repeat(20_000)
                    + "0\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo("x".repeat(20_000));
            assertThat(up.onlyRequest().text()).isEqualTo("y".repeat(20_000));
        }
    }

    @Test
    void endsAnswersThatTheTargetEndsByClosing() throws Exception {
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\nuntil the end".getBytes(StandardCharsets.ISO_8859_1));
                    return false;
                });
                Fixture proxy = to(up);
                RawClient client = proxy.client()) {
            for (int i = 0; i < 3; i++) {
                Wire.Message answer = client.send(RawClient.get("h", "/")).answer();
                assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
                assertThat(answer.text()).isEqualTo("until the end");
            }
        }
    }

    @Test
    void readsFromTheTargetOnlyAsFastAsTheClientDoes() throws Exception {
        byte[] block = random(64 * 1024);
        AtomicLong written = new AtomicLong();
        CountDownLatch stuck = new CountDownLatch(1);
        int blocks = 2_000;
        try (RecordingUpstream up = RecordingUpstream.start((request, in, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + (long) blocks * block.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    writeAll(out, block, blocks, written);
                    stuck.countDown();
                    return true;
                });
                Fixture proxy = to(up);
                RawClient client = proxy.client()) {
            client.send(RawClient.get("h", "/"));

            // the target cannot write it all: what lies between it and the client is bounded
            assertThat(stuck.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(written.get()).isLessThan(40L * 1024 * 1024);

            Wire.Message head = Wire.answer(client.in(), true);
            assertThat(head.status()).isEqualTo(200);
            CRC32 expected = new CRC32();
            for (int i = 0; i < blocks; i++) {
                expected.update(block);
            }
            assertThat(checksum(client.in(), (long) blocks * block.length)).isEqualTo(expected.getValue());
        }
    }

    private static void writeAll(OutputStream out, byte[] block, int blocks, AtomicLong written)
            throws java.io.IOException {
        for (int i = 0; i < blocks; i++) {
            out.write(block);
            written.addAndGet(block.length);
        }
    }

    @Test
    void readsFromTheClientOnlyAsFastAsTheTargetDoes() throws Exception {
        CountDownLatch readOn = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        long size = 128L * 1024 * 1024;
        byte[] block = random(64 * 1024);
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    readOn.await();
                    checksum(in, size);
                    out.write(RecordingUpstream.response("200 OK", "", "all read"));
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n");
                Thread.ofVirtual().start(() -> {
                    for (long left = size; left > 0; left -= block.length) {
                        sendBlock(client, block);
                    }
                    sent.countDown();
                });

                assertThat(sent.await(1, TimeUnit.SECONDS)).isFalse();
                readOn.countDown();

                assertThat(client.answer().text()).isEqualTo("all read");
            }
        }
    }

    private static void sendBlock(RawClient client, byte[] block) {
        try {
            client.send(block);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void breaksOffAnAnswerThatTheTargetBreaksOff() throws Exception {
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.ISO_8859_1));
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send(RawClient.get("h", "/"));
                Assertions.assertThatThrownBy(client::answer).isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void passesAnEarlyAnswer() throws Exception {
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    out.write(RecordingUpstream.response("413 Too Large", "", "no more"));
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhello");
                assertThat(client.answer().text()).isEqualTo("no more");
                client.send("world").send(RawClient.get("h", "/"));
                assertThat(client.answer().status()).isEqualTo(413);
            }
        }
    }

    @Test
    void letsGoOfTheTargetWhenTheClientLeaves() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedTarget up = ScriptedTarget.start((in, out) -> {
                    Wire.headOnly(in);
                    asked.countDown();
                    if (in.read() < 0) {
                        left.countDown();
                    }
                });
                Fixture proxy = new Fixture().group("a", up.target()).otherwise(Fixture.forward("a"))) {
            proxy.apply();
            try (RawClient client = proxy.client()) {
                client.send(RawClient.get("h", "/"));
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
