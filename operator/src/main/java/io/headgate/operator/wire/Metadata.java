package io.headgate.operator.wire;

import io.headgate.core.cluster.ObjectKey;
import java.util.Map;

/**
 * The metadata of an object; empty where it has none.
 *
 * @param created seconds since 1970; 0 if unknown
 */
record Metadata(
        ObjectKey key,
        String uid,
        long version,
        long created,
        boolean deleting,
        Map<String, String> labels,
        Map<String, String> annotations) {

    static final Metadata NONE = new Metadata(new ObjectKey("", ""), "", 0, 0, false, Map.of(), Map.of());

    static Metadata read(Message message) {
        String name = "";
        String namespace = "";
        String uid = "";
        long version = 0;
        long created = 0;
        boolean deleting = false;
        Pairs labels = new Pairs();
        Pairs annotations = new Pairs();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 3 -> namespace = message.text();
                case 5 -> uid = message.text();
                case 6 -> version = Long.parseLong(message.text());
                case 8 -> created = Math.max(0, seconds(message.message()));
                case 9 -> deleting = true;
                case 11 -> labels.add(message.message());
                case 12 -> annotations.add(message.message());
                default -> {}
            }
        }
        return new Metadata(
                new ObjectKey(namespace, name), uid, version, created, deleting, labels.map(), annotations.map());
    }

    private static long seconds(Message time) {
        long seconds = 0;
        while (time.next()) {
            if (time.field() == 1) {
                seconds = time.number();
            }
        }
        return seconds;
    }
}
