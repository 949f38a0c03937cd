package io.headgate.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a request or of a structure in it, read by the names of the API reference. Lists look the same whether they came as
 * {@code X.member.1}, {@code X.1} or a JSON array.
 */
public final class Fields {
    private final ObjectNode node;
    private final String path;

    private Fields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    public static Fields of(ObjectNode node) {
        return new Fields(node, "");
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The text of a member, or an empty text when it is there without a value. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText);
    }

    /** The text of a member that must be there and not be empty. */
    public String required(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ApiError.invalid("'" + path + name + "' is required."));
    }

    public Optional<Integer> integer(String name) {
        return text(name).map(value -> parseInteger(name, value));
    }

    private int parseInteger(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw ApiError.invalid("'" + path + name + "' must be an integer, not '" + value + "'.");
        }
    }

    /** An integer within a range, both ends included. */
    public Optional<Integer> integer(String name, int least, int most) {
        Optional<Integer> value = integer(name);
        value.filter(number -> number < least || number > most).ifPresent(number -> {
            throw ApiError.invalid(
                    "'" + path + name + "' must be between " + least + " and " + most + ", not " + number + ".");
        });
        return value;
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            case String other ->
                throw ApiError.invalid("'" + path + name + "' must be true or false, not '" + other + "'.");
        });
    }

    /** A text that must be one of a few. */
    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = text(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw ApiError.invalid("'" + path + name + "' must be one of " + allowed + ", not '" + text + "'.");
        });
        return value;
    }

    public List<String> texts(String name) {
        return elements(name).stream().map(JsonNode::asText).toList();
    }

    public Optional<Fields> struct(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(ObjectNode.class::isInstance)
                .map(value -> new Fields((ObjectNode) value, path + name + "."));
    }

    public List<Fields> structs(String name) {
        return elements(name).stream()
                .filter(ObjectNode.class::isInstance)
                .map(value -> new Fields((ObjectNode) value, path + name + "."))
                .toList();
    }

    private List<JsonNode> elements(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isArray()) {
            return value.valueStream().toList();
        }
        JsonNode members = value.has("member") ? value.get("member") : value;
        return members.propertyStream()
                .filter(entry -> entry.getKey().chars().allMatch(Character::isDigit))
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The entries of a member that is a map of texts, as JSON objects or as the Query protocol's {@code entry.1.key}. */
    public Map<String, String> textMap(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        struct(name).ifPresent(map -> {
            List<Fields> wired = map.structs("entry");
            wired.forEach(entry ->
                    entries.put(entry.required("key"), entry.text("value").orElse("")));
            if (wired.isEmpty()) {
                map.node
                        .properties()
                        .forEach(entry ->
                                entries.put(entry.getKey(), entry.getValue().asText()));
            }
        });
        return entries;
    }

    /** All leaves with their full names, for the call log. */
    Map<String, String> flattened() {
        Map<String, String> leaves = new LinkedHashMap<>();
        flatten(node, "", leaves);
        return leaves;
    }

    private static void flatten(JsonNode value, String name, Map<String, String> leaves) {
        String prefix = name.isEmpty() ? "" : name + ".";
        if (value.isObject()) {
            value.properties().forEach(entry -> flatten(entry.getValue(), prefix + entry.getKey(), leaves));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(value.get(i), prefix + (i + 1), leaves);
            }
        } else {
            leaves.put(name, value.asText());
        }
    }
}
