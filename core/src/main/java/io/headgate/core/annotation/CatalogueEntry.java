package io.headgate.core.annotation;

import java.util.Set;

/**
 * One annotation of the language.
 *
 * @param section heading under which it belongs
 * @param defaultValue what counts when nobody sets it, in words
 * @param limit what AWS takes
 * @param words what may be set, where the limit does not say it; empty otherwise
 * @param example a value that works
 */
public record CatalogueEntry(
        String section,
        AnnotationKey key,
        ValueType type,
        Set<Place> places,
        MergeKind merge,
        String defaultValue,
        Limit limit,
        String words,
        String example,
        String meaning) {

    public CatalogueEntry {
        places = Set.copyOf(places);
    }

    /** What may be set, in words. */
    public String range() {
        if (!words.isEmpty()) {
            return words;
        }
        return limit.expected().isEmpty() ? type.expected() : limit.expected();
    }

    /** What to do about a value that cannot be used. */
    public String remedy() {
        return "set it to " + range() + ", or remove it";
    }

    /** Grammar of a value. */
    public enum ValueType {
        BOOL("true or false"),
        INT32("a whole number"),
        INT64("a whole number"),
        STRING("a text"),
        STRING_LIST("a comma-separated list"),
        STRING_MAP("key=value pairs separated by commas"),
        JSON("JSON");

        private final String expected;

        ValueType(String expected) {
            this.expected = expected;
        }

        String expected() {
            return expected;
        }
    }

    /** Object that may carry the annotation. */
    public enum Place {
        INGRESS,
        SERVICE
    }

    /** How the values of a group's members come together. */
    public enum MergeKind {
        /** Members that set it must agree. */
        EXCLUSIVE,
        /** Members that have the port and set it must agree. */
        EXCLUSIVE_PER_PORT,
        /** The values are joined; the same key must have the same value. */
        MERGE,
        /** It concerns only what comes from this Ingress. */
        PER_INGRESS
    }
}
