package io.headgate.operator.wire;

import java.util.HashMap;
import java.util.Map;

/** Collects the entries of a map of texts, each of which is a message. */
final class Pairs {

    private final Map<String, String> map = new HashMap<>();

    void add(Message entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> key = entry.text();
                case 2 -> value = entry.text();
                default -> {}
            }
        }
        map.put(key, value);
    }

    Map<String, String> map() {
        return Map.copyOf(map);
    }
}
