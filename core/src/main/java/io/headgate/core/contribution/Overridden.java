package io.headgate.core.contribution;

import java.util.Map;
import java.util.stream.Collectors;

/** Takes out what something of higher rank decides. */
final class Overridden {

    private Overridden() {}

    /** The entries whose keys the other map does not have. */
    static Map<String, String> without(Map<String, String> values, Map<String, String> higher) {
        return values.entrySet().stream()
                .filter(entry -> !higher.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
