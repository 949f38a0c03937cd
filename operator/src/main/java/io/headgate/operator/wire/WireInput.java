package io.headgate.operator.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** What the API server sends, taken apart as it comes in: one object is in memory at a time. Not safe for use by several threads. */
final class WireInput {

    private static final int BUFFER = 1 << 16;
    private static final int LIST_METADATA = 1;
    private static final int ITEM = 2;
    /** The API server refuses larger objects long before. */
    private static final int LARGEST = 1 << 26;

    private final DataInputStream in;

    WireInput(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
    }

    /** An event of a watch: {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR} with its object. */
    record Event(String type, Message object) {}

    /** Hands over the items of a list while it reads it, and gives the resource version of the list. */
    String list(Consumer<Message> item) throws IOException {
        byte[] magic = in.readNBytes(Envelope.MAGIC.length);
        if (!Arrays.equals(magic, Envelope.MAGIC)) {
            throw new MalformedMessageException("a list that begins with " + Arrays.toString(magic));
        }
        CodedInputStream coded = CodedInputStream.newInstance(in, BUFFER);
        for (int tag = coded.readTag(); WireFormat.getTagFieldNumber(tag) != Envelope.RAW; tag = coded.readTag()) {
            if (tag == 0) {
                throw new EOFException("the answer ended before the list began");
            }
            coded.skipField(tag);
        }
        int before = coded.pushLimit(coded.readRawVarint32());
        String version = items(coded, item);
        coded.popLimit(before);
        return version;
    }

    private static String items(CodedInputStream list, Consumer<Message> item) throws IOException {
        String version = "";
        for (int tag = list.readTag(); tag != 0; tag = list.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case ITEM -> item.accept(new Message(list.readByteArray()));
                case LIST_METADATA -> version = version(new Message(list.readByteArray()));
                default -> list.skipField(tag);
            }
        }
        return version;
    }

    private static String version(Message metadata) {
        String version = "";
        while (metadata.next()) {
            if (metadata.field() == 2) {
                version = metadata.text();
            }
        }
        return version;
    }

    /**
     * Waits for the next event of a watch.
     *
     * @throws EOFException if there will be none
     */
    Event event() throws IOException {
        int size = in.readInt();
        if (size < 0 || size > LARGEST) {
            throw new MalformedMessageException("an event of " + size + " bytes");
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        Message event = new Message(bytes);
        String type = "";
        Message object = new Message(new byte[0]);
        while (event.next()) {
            switch (event.field()) {
                case 1 -> type = event.text();
                case 2 -> object = inner(event.message());
                default -> {}
            }
        }
        return new Event(type, object);
    }

    private static Message inner(Message extension) {
        while (extension.next()) {
            if (extension.field() == 1) {
                return extension.object();
            }
        }
        throw new MalformedMessageException("an event without an object");
    }
}
