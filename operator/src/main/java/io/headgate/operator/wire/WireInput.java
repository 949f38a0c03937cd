package io.headgate.operator.wire;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** What the API server sends, taken apart as it comes in: one object is in memory at a time. Not safe for use by several threads. */
final class WireInput {

    private static final int BUFFER = 1 << 16;
    private static final int TAG_RAW = Envelope.RAW << 3 | 2;
    private static final int TAG_LIST_METADATA = 1 << 3 | 2;
    private static final int TAG_ITEM = 2 << 3 | 2;
    /** The API server refuses larger objects long before. */
    private static final int LARGEST = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 12];

    WireInput(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /**
     * One page of a list.
     *
     * @param version resource version of the list
     * @param next what to ask for to get the next page; empty if this was the last
     */
    record Page(String version, String next) {}

    /** An event of a watch: {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR} with its object. */
    record Event(String type, Message object) {}

    /** Hands over the items of a list while it reads it. */
    Page list(Consumer<Message> item) throws IOException {
        byte[] magic = in.readNBytes(Envelope.MAGIC.length);
        if (!Arrays.equals(magic, Envelope.MAGIC)) {
            throw new MalformedMessageException("a list that begins with " + Arrays.toString(magic));
        }
        long tag = number();
        while (tag != TAG_RAW) {
            in.skipNBytes(number());
            tag = number();
        }
        return items(number(), item);
    }

    private Page items(long length, Consumer<Message> item) throws IOException {
        Page page = new Page("", "");
        long left = length;
        while (left > 0) {
            long tag = number();
            int size = Math.toIntExact(number());
            Message part = message(size);
            left -= lengthOf(tag) + lengthOf(size) + size;
            if (tag == TAG_ITEM) {
                item.accept(part);
            } else if (tag == TAG_LIST_METADATA) {
                page = page(part);
            }
        }
        return page;
    }

    private static Page page(Message metadata) {
        String version = "";
        String next = "";
        while (metadata.next()) {
            switch (metadata.field()) {
                case 2 -> version = metadata.text();
                case 3 -> next = metadata.text();
                default -> {}
            }
        }
        return new Page(version, next);
    }

    /**
     * Waits for the next event of a watch.
     *
     * @throws EOFException if there will be none
     */
    Event event() throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length < Integer.BYTES) {
            throw new EOFException("the watch ended");
        }
        int size = 0;
        for (byte part : length) {
            size = size << Byte.SIZE | (part & 0xff);
        }
        Message event = message(size);
        String type = "";
        Message object = new Message(buffer, 0, 0);
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

    private Message message(int size) throws IOException {
        if (size < 0 || size > LARGEST) {
            throw new MalformedMessageException("an object of " + size + " bytes");
        }
        if (size > buffer.length) {
            buffer = new byte[Math.max(size, buffer.length * 2)];
        }
        if (in.readNBytes(buffer, 0, size) < size) {
            throw new EOFException("the answer ended within an object");
        }
        return new Message(buffer, 0, size);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the answer ended too early");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedMessageException("a number has no end");
    }

    private static int lengthOf(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
    }
}
