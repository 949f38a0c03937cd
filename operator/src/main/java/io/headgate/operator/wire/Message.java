package io.headgate.operator.wire;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A message of protocol buffers, read field by field. A field whose value is not asked for is stepped over. Not safe for use by several
 * threads. All methods throw {@link MalformedMessageException} if these bytes are no message.
 */
final class Message {

    private final byte[] bytes;
    private final int begin;
    private final CodedInputStream in;
    private int tag;
    private boolean unread;

    Message(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        this.begin = begin;
        this.in = CodedInputStream.newInstance(bytes, begin, end - begin);
    }

    Message(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Goes on to the next field; false if there is none. */
    boolean next() {
        try {
            if (unread) {
                in.skipField(tag);
            }
            tag = in.readTag();
            unread = tag != 0;
            return unread;
        } catch (IOException e) {
            throw new MalformedMessageException(e);
        }
    }

    int field() {
        return tag >>> 3;
    }

    /** The value of the field, a number. */
    long number() {
        try {
            unread = false;
            return in.readInt64();
        } catch (IOException e) {
            throw new MalformedMessageException(e);
        }
    }

    boolean flag() {
        return number() != 0;
    }

    /** The value of the field, a text. */
    String text() {
        int at = skipValue();
        return new String(bytes, at, end() - at, StandardCharsets.UTF_8);
    }

    /** The value of the field, a message, which shares the bytes of this one. */
    Message message() {
        int at = skipValue();
        return new Message(bytes, at, end());
    }

    /** The value of the field, an object by itself: in an envelope that says what it is. */
    Message object() {
        int at = skipValue();
        return Envelope.open(bytes, at, end());
    }

    /** Gives where a value of a length of its own begins; it ends where the rest begins. */
    private int skipValue() {
        try {
            unread = false;
            int length = in.readRawVarint32();
            int at = end();
            in.skipRawBytes(length);
            return at;
        } catch (IOException e) {
            throw new MalformedMessageException(e);
        }
    }

    private int end() {
        return begin + in.getTotalBytesRead();
    }
}
