package io.headgate.core.annotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON as strictly as Go's {@code encoding/json}: one value, nothing behind it. */
final class GoJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private GoJson() {}

    static Parsed<JsonValue> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Parsed.Invalid<>("is no JSON: it is empty");
            }
            JsonValue value = value(parser, first);
            return parser.nextToken() == null
                    ? new Parsed.Value<>(value)
                    : new Parsed.Invalid<>("is no JSON: something follows the value");
        } catch (JsonProcessingException malformed) {
            return new Parsed.Invalid<>("is no JSON: " + firstLine(malformed.getOriginalMessage()));
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("malformed");
    }

    private static JsonValue value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonValue.JsonString(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.JsonNumber(parser.getText());
            case VALUE_TRUE -> new JsonValue.JsonBoolean(true);
            case VALUE_FALSE -> new JsonValue.JsonBoolean(false);
            case VALUE_NULL -> new JsonValue.JsonNull();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("token " + token);
        };
    }

    private static JsonValue object(JsonParser parser) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            fields.remove(name);
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new JsonValue.JsonObject(Collections.unmodifiableMap(fields));
    }

    private static JsonValue array(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return new JsonValue.JsonArray(elements);
    }
}
