package io.headgate.operator.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import java.util.Locale;

/** The catalogue as JSON, for programs. */
public final class AnnotationJson {

    private AnnotationJson() {}

    /** All annotations. */
    public static JsonNode write() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Catalogue.entries().forEach(entry -> all.add(write(entry)));
        return all;
    }

    /** One annotation. */
    public static JsonNode write(CatalogueEntry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("key", entry.key().key())
                .put("family", entry.key().isFamily())
                .put("section", entry.section())
                .put("type", entry.type().name().toLowerCase(Locale.ROOT));
        ArrayNode places = node.putArray("where");
        entry.places().stream()
                .sorted()
                .map(Enum::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(places::add);
        return node.put("merge", entry.merge().name().toLowerCase(Locale.ROOT))
                .put("default", entry.defaultValue())
                .put("values", entry.range())
                .put("example", entry.example())
                .put("meaning", entry.meaning());
    }
}
