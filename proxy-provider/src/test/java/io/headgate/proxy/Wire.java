package io.headgate.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A small reader of HTTP/1.1 from raw bytes, independent of the one under test. */
final class Wire {

    private Wire() {}

    /** A message as it came: the head without its last empty line, and the body without its framing, a character for each byte. */
    record Message(String head, String text) {

        String startLine() {
            return head.lines().findFirst().orElse("");
        }

        int status() {
            return Integer.parseInt(startLine().split(" ")[1]);
        }

        /** All values of a field, in order. */
        List<String> fields(String name) {
            return fieldLines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        String field(String name) {
            return String.join("|", fields(name));
        }

        Stream<String> fieldLines() {
            return head.lines().skip(1);
        }
    }

    /** Reads a request; null when the peer closed before it began. */
    static @org.jspecify.annotations.Nullable Message request(InputStream in) throws IOException {
        String head = head(in);
        return head.isEmpty() ? null : new Message(head, text(body(in, new Message(head, ""), false)));
    }

    /** Reads the head of a message and leaves its body. */
    static Message headOnly(InputStream in) throws IOException {
        return new Message(head(in), "");
    }

    /** Reads an answer. Interim answers are returned like any other. */
    static Message answer(InputStream in, boolean toHead) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            throw new EOFException("closed before an answer");
        }
        Message bare = new Message(head, "");
        boolean bodiless = toHead || bare.status() < 200 || bare.status() == 204 || bare.status() == 304;
        return bodiless ? bare : new Message(head, text(body(in, bare, true)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(InputStream in, Message head, boolean untilClose) throws IOException {
        if (head.field("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        String length = head.field("Content-Length");
        if (!length.isEmpty()) {
            return exactly(in, Integer.parseInt(length));
        }
        return untilClose ? in.readAllBytes() : new byte[0];
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.write(exactly(in, size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed within a line");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String head(InputStream in) throws IOException {
        byte[] head = new byte[1024];
        int length = 0;
        while (length < 4 || !endsWithEmptyLine(head, length)) {
            int next = in.read();
            if (next < 0) {
                if (length == 0) {
                    return "";
                }
                throw new EOFException("closed within a head");
            }
            head = length == head.length ? Arrays.copyOf(head, length * 2) : head;
            head[length++] = (byte) next;
        }
        return new String(head, 0, length - 4, StandardCharsets.ISO_8859_1);
    }

    private static boolean endsWithEmptyLine(byte[] head, int length) {
        return head[length - 4] == '\r'
                && head[length - 3] == '\n'
                && head[length - 2] == '\r'
                && head[length - 1] == '\n';
    }
}
