package io.headgate.operator.language;

import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.core.annotation.CatalogueEntry.MergeKind;
import io.headgate.core.annotation.CatalogueEntry.Place;
import io.headgate.core.annotation.CatalogueEntry.ValueType;
import java.util.Map;
import java.util.stream.Collectors;

/** Names of the members of a family, and what the codes of the catalogue are in words. */
final class Words {
    private static final Map<String, String> NAMES = Map.of(
            "listener-attributes.", "<PROTOCOL>-<port>",
            "target-control-port.", "<service>.<port>");

    private Words() {}

    /** The whole key; a family with a word for the name that follows. */
    static String key(CatalogueEntry entry) {
        String key = entry.key().key();
        return entry.key().isFamily() ? key + NAMES.getOrDefault(entry.key().suffix(), "<name>") : key;
    }

    static String type(ValueType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT32, INT64 -> "number";
            case STRING -> "text";
            case STRING_LIST -> "list";
            case STRING_MAP -> "map";
            case JSON -> "JSON";
        };
    }

    static String places(CatalogueEntry entry) {
        return entry.places().stream()
                .sorted()
                .map(place -> place == Place.INGRESS ? "Ingress" : "Service")
                .collect(Collectors.joining(", "));
    }

    static String merge(MergeKind merge) {
        return switch (merge) {
            case EXCLUSIVE -> "members of a group that set it must agree";
            case EXCLUSIVE_PER_PORT -> "members of a group that have the port and set it must agree";
            case MERGE -> "values of the members of a group are joined; the same key must have the same value";
            case PER_INGRESS -> "concerns only what comes from this object";
        };
    }
}
