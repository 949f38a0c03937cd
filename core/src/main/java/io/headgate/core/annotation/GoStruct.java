package io.headgate.core.annotation;

import io.headgate.core.annotation.JsonValue.JsonArray;
import io.headgate.core.annotation.JsonValue.JsonBoolean;
import io.headgate.core.annotation.JsonValue.JsonNull;
import io.headgate.core.annotation.JsonValue.JsonNumber;
import io.headgate.core.annotation.JsonValue.JsonObject;
import io.headgate.core.annotation.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A JSON object read as Go reads it into a struct: field names match without regard to case, unknown fields are ignored, null leaves a
 * field unset, a wrong type is an error. Errors go to a sink; the field then counts as unset.
 */
public final class GoStruct {
    private final Map<String, JsonValue> fields;
    private final String path;
    private final Consumer<String> errors;

    GoStruct(Map<String, JsonValue> fields, String path, Consumer<String> errors) {
        this.fields = fields;
        this.path = path;
        this.errors = errors;
    }

    /** Reports an error of this object; the message continues the path. */
    public void error(String message) {
        errors.accept(path.isEmpty() ? message : path + ": " + message);
    }

    public Optional<String> string(String field) {
        return read(
                field,
                "a text",
                value -> value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
    }

    public Optional<Boolean> bool(String field) {
        return read(
                field,
                "true or false",
                value -> value instanceof JsonBoolean(boolean flag) ? Optional.of(flag) : Optional.empty());
    }

    public Optional<Integer> int32(String field) {
        return read(field, "a whole number of 32 bits", GoStruct::number);
    }

    /** A number or a text; the text of either. Kubernetes calls this {@code IntOrString}. */
    public Optional<String> intOrString(String field) {
        return read(field, "a number or a text", value -> switch (value) {
            case JsonString(String text) -> Optional.of(text);
            case JsonNumber number -> number(number).map(String::valueOf);
            case JsonObject ignored -> Optional.empty();
            case JsonArray ignored -> Optional.empty();
            case JsonBoolean ignored -> Optional.empty();
            case JsonNull ignored -> Optional.empty();
        });
    }

    public Optional<GoStruct> struct(String field) {
        return read(
                field,
                "an object",
                value -> value instanceof JsonObject(var inner)
                        ? Optional.of(new GoStruct(inner, at(field), errors))
                        : Optional.empty());
    }

    /** A list of objects; empty when unset. */
    public List<GoStruct> structs(String field) {
        return list(field).map(elements -> structs(elements, at(field), errors)).orElse(List.of());
    }

    /** A list of texts; empty when unset. */
    public List<String> strings(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonValue element : list(field).orElse(List.of())) {
            switch (element) {
                case JsonString(String text) -> texts.add(text);
                case JsonNull ignored -> texts.add("");
                default -> errors.accept(at(field) + " must be a list of texts, but holds " + element.kind());
            }
        }
        return texts;
    }

    /** A map of texts; empty when unset. */
    public Map<String, String> stringMap(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        struct(field)
                .ifPresent(inner -> inner.fields.forEach((key, value) -> {
                    if (value instanceof JsonString(String text)) {
                        texts.put(key, text);
                    } else {
                        errors.accept(at(field) + "." + key + " must be a text, not " + value.kind());
                    }
                }));
        return texts;
    }

    /** Every field with its name as written, each read as a number of 32 bits. */
    public Map<String, Integer> int32ByName() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        fields.forEach((name, value) -> number(value)
                .ifPresentOrElse(
                        number -> numbers.put(name, number),
                        () -> error(name + " must be a whole number, not " + value.kind())));
        return numbers;
    }

    static List<GoStruct> structs(List<JsonValue> elements, String path, Consumer<String> errors) {
        List<GoStruct> structs = new ArrayList<>();
        for (int index = 0; index < elements.size(); index++) {
            String place = path + "[" + index + "]";
            switch (elements.get(index)) {
                case JsonObject(var inner) -> structs.add(new GoStruct(inner, place, errors));
                case JsonNull ignored -> structs.add(new GoStruct(Map.of(), place, errors));
                default ->
                    errors.accept(place + " must be an object, not "
                            + elements.get(index).kind());
            }
        }
        return structs;
    }

    private Optional<List<JsonValue>> list(String field) {
        return read(
                field,
                "a list",
                value -> value instanceof JsonArray(var elements) ? Optional.of(elements) : Optional.empty());
    }

    private <T> Optional<T> read(String field, String expected, Function<JsonValue, Optional<T>> reader) {
        Optional<JsonValue> value = find(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> read = reader.apply(value.get());
        if (read.isEmpty()) {
            errors.accept(
                    at(field) + " must be " + expected + ", not " + value.get().kind());
        }
        return read;
    }

    /** The last field whose name is the same but for case, unless it is null. */
    private Optional<JsonValue> find(String field) {
        Optional<JsonValue> found = Optional.empty();
        for (Map.Entry<String, JsonValue> candidate : fields.entrySet()) {
            if (candidate.getKey().equalsIgnoreCase(field) && !(candidate.getValue() instanceof JsonNull)) {
                found = Optional.of(candidate.getValue());
            }
        }
        return found;
    }

    private static Optional<Integer> number(JsonValue value) {
        return value instanceof JsonNumber(String literal)
                        && Grammar.int32(literal) instanceof Parsed.Value<Integer>(Integer number)
                ? Optional.of(number)
                : Optional.empty();
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
