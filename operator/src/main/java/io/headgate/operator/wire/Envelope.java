package io.headgate.operator.wire;

import java.util.Arrays;

/**
 * What stands around each object that the API server sends by itself: four bytes, then a message that says the kind, and in field {@value
 * #RAW} the object.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">Kubernetes API concepts</a>
 */
final class Envelope {

    static final byte[] MAGIC = {'k', '8', 's', 0};
    static final int RAW = 2;

    private Envelope() {}

    static boolean holds(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The object within; without anything if there is none. */
    static Message open(byte[] bytes) {
        return open(bytes, 0, bytes.length);
    }

    static Message open(byte[] bytes, int begin, int end) {
        Message envelope = new Message(bytes, begin + MAGIC.length, end);
        while (envelope.next()) {
            if (envelope.field() == RAW) {
                return envelope.message();
            }
        }
        return new Message(bytes, end, end);
    }
}
