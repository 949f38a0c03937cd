package io.headgate.core.annotation;

import java.util.List;
import java.util.Map;

/** A JSON value as data. */
public sealed interface JsonValue {

    /** Fields in the order of the text; of equal names the last. */
    record JsonObject(Map<String, JsonValue> fields) implements JsonValue {}

    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    record JsonString(String value) implements JsonValue {}

    /** A number as written, since Go takes {@code 1} but not {@code 1.0} for an integer. */
    record JsonNumber(String literal) implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    record JsonNull() implements JsonValue {}

    /** What kind of value it is, for messages. */
    default String kind() {
        return switch (this) {
            case JsonObject ignored -> "an object";
            case JsonArray ignored -> "a list";
            case JsonString ignored -> "a text";
            case JsonNumber ignored -> "a number";
            case JsonBoolean ignored -> "a boolean";
            case JsonNull ignored -> "null";
        };
    }
}
