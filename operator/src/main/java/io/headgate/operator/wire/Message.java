package io.headgate.operator.wire;

import java.nio.charset.StandardCharsets;

/**
 * A message of protocol buffers, read field by field. A field whose value is not asked for is stepped over. Not safe for use by several
 * threads.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class Message {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int tag;
    private boolean unread;

    Message(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        this.at = begin;
        this.end = end;
    }

    /**
     * Goes on to the next field; false if there is none.
     *
     * @throws MalformedMessageException if these bytes are no message
     */
    boolean next() {
        if (unread) {
            skip();
        }
        if (at >= end) {
            return false;
        }
        tag = (int) varint();
        unread = true;
        return true;
    }

    int field() {
        return tag >>> 3;
    }

    /** The value of the field, a number. */
    long number() {
        unread = false;
        return varint();
    }

    boolean flag() {
        return number() != 0;
    }

    /** The value of the field, a text. */
    String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The value of the field, a message, which shares the bytes of this one. */
    Message message() {
        int length = length();
        Message inner = new Message(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** The value of the field, an object by itself: in an envelope that says what it is. */
    Message object() {
        int length = length();
        Message object = Envelope.open(bytes, at, at + length);
        at += length;
        return object;
    }

    private int length() {
        unread = false;
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new MalformedMessageException("a field of " + length + " bytes where " + (end - at) + " are left");
        }
        return (int) length;
    }

    private void skip() {
        unread = false;
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> at += Long.BYTES;
            case LENGTH -> {
                int length = length();
                at += length;
            }
            case FIXED32 -> at += Integer.BYTES;
            default -> throw new MalformedMessageException("a field of unknown kind " + (tag & 7));
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw new MalformedMessageException("a number ends too early");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedMessageException("a number has no end");
    }
}
