package io.headgate.core.annotation;

import java.util.Set;

/**
 * One annotation of the language.
 */
public record CatalogueEntry(
        AnnotationKey key,
        ValueType type,
        Set<Place> places,
        MergeKind merge,
        String defaultValue,
        String range,
        String meaning) {

    public CatalogueEntry {
        places = Set.copyOf(places);
    }

    /** What to do about a value that cannot be used. */
    public String remedy() {
        String expected = range.isEmpty() ? type.expected() : range;
        return "set it to " + expected + ", or remove it";
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
