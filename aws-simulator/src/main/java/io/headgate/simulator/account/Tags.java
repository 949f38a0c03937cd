package io.headgate.simulator.account;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tags of all resources, by id or ARN. Not safe for many threads. */
public final class Tags {
    private static final int MOST_PER_RESOURCE = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, Map<String, String>> byResource = new LinkedHashMap<>();

    /** The error code of a service for more than fifty tags. */
    public record Codes(String tooMany, String duplicateKeys) {}

    public Map<String, String> of(String resource) {
        return Map.copyOf(byResource.getOrDefault(resource, Map.of()));
    }

    /** In the order in which they were set. */
    public Collection<Map.Entry<String, String>> entries(String resource) {
        return List.copyOf(byResource.getOrDefault(resource, Map.of()).entrySet());
    }

    /** The tags of all resources that have any. */
    public Map<String, Map<String, String>> all() {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        byResource.forEach((resource, tags) -> copy.put(resource, Map.copyOf(tags)));
        return copy;
    }

    public void put(String resource, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            byResource.computeIfAbsent(resource, _ -> new LinkedHashMap<>()).putAll(tags);
        }
    }

    public void remove(String resource, Collection<String> keys) {
        byResource.getOrDefault(resource, new LinkedHashMap<>()).keySet().removeAll(keys);
    }

    public void forget(String resource) {
        byResource.remove(resource);
    }

    /**
     * Reads tags from a request and checks them: a resource has at most 50 tags, those of AWS not counted; keys have 1 to 128
     * characters, values at most 256; a key must not begin with {@code aws:} and must not come twice (AWS, tag restrictions).
     */
    public static Map<String, String> read(List<Fields> wired, Codes codes) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Fields tag : wired) {
            String key = tag.required("Key");
            String value = tag.text("Value").orElse("");
            check(key, value);
            if (tags.put(key, value) != null) {
                throw ApiError.of(codes.duplicateKeys(), "The tag key '" + key + "' was given twice.");
            }
        }
        checkCount(tags.size(), codes);
        return tags;
    }

    /** Tags that were there before, those of AWS included. */
    public static Map<String, String> recorded(List<Fields> wired) {
        Map<String, String> tags = new LinkedHashMap<>();
        wired.forEach(tag -> tags.put(tag.required("Key"), tag.text("Value").orElse("")));
        return tags;
    }

    /** Refuses what would give a resource more than 50 tags, counted after the call. */
    public void checkRoom(String resource, Map<String, String> added, Codes codes) {
        Map<String, String> after = new LinkedHashMap<>(byResource.getOrDefault(resource, Map.of()));
        after.putAll(added);
        checkCount(after.size(), codes);
    }

    private static void checkCount(int count, Codes codes) {
        if (count > MOST_PER_RESOURCE) {
            throw ApiError.of(
                    codes.tooMany(), "A resource has at most " + MOST_PER_RESOURCE + " tags, not " + count + ".");
        }
    }

    private static void check(String key, String value) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw ApiError.invalid("Tag keys that begin with 'aws:' are reserved: '" + key + "'.");
        }
        if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
            throw ApiError.invalid("The tag '" + key + "' is longer than " + LONGEST_KEY + " (key) or " + LONGEST_VALUE
                    + " (value) characters.");
        }
    }
}
