package io.headgate.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;

/** Builds results: trees of members that either protocol can write. */
public final class Tree {

    private Tree() {}

    public static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode texts(Collection<String> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }

    public static <T> ArrayNode list(Collection<T> values, Function<? super T, ? extends JsonNode> writer) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> list.add(writer.apply(value)));
        return list;
    }
}
