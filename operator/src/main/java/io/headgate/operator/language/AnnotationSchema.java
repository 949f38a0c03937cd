package io.headgate.operator.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.core.annotation.CatalogueEntry.ValueType;
import io.headgate.core.annotation.Limit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A JSON Schema (draft 2020-12) of {@code metadata.annotations}. Every value is a text, as in the Kubernetes API; keys under our
 * prefixes must be known, all others are let pass.
 */
public final class AnnotationSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private AnnotationSchema() {}

    public static JsonNode write() {
        ObjectNode schema = NODES.objectNode()
                .put("$schema", DRAFT)
                .put("title", "Annotations of Ingresses and Services that Headgate reads")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode families = schema.putObject("patternProperties");
        for (CatalogueEntry entry : Catalogue.entries()) {
            if (entry.key().isFamily()) {
                families.set(familyPattern(entry.key()), value(entry));
            } else {
                properties.set(entry.key().key(), value(entry));
            }
        }
        schema.putObject("additionalProperties").put("type", "string");
        schema.set("propertyNames", knownNames());
        return schema;
    }

    private static ObjectNode knownNames() {
        ObjectNode names = NODES.objectNode();
        ArrayNode alternatives = names.putArray("anyOf");
        alternatives
                .addObject()
                .putObject("not")
                .put("pattern", "^(" + literal(AnnotationKey.PREFIX) + "|" + literal(AnnotationKey.OWN_PREFIX) + ")");
        ArrayNode known = alternatives.addObject().putArray("enum");
        for (CatalogueEntry entry : Catalogue.entries()) {
            if (entry.key().isFamily()) {
                alternatives.addObject().put("pattern", familyPattern(entry.key()));
            } else {
                known.add(entry.key().key());
            }
        }
        return names;
    }

    private static String familyPattern(AnnotationKey family) {
        return "^" + literal(family.key()) + ".+";
    }

    /** With escapes that every dialect of regular expressions knows. */
    private static String literal(String text) {
        return text.replace(".", "\\.");
    }

    private static ObjectNode value(CatalogueEntry entry) {
        ObjectNode value = NODES.objectNode().put("type", "string").put("description", description(entry));
        if (!entry.example().isEmpty()) {
            value.putArray("examples").add(entry.example());
        }
        if (entry.type() == ValueType.JSON) {
            value.put("contentMediaType", "application/json");
        }
        if (entry.limit() instanceof Limit.Choice(List<String> words, List<Limit.Range> ranges)) {
            choice(entry, value, words, ranges);
        } else if (entry.limit() instanceof Limit.Form(Pattern pattern, String ignored)) {
            value.put("pattern", "^(?:" + pattern.pattern() + ")$");
        } else {
            grammar(entry.type(), value);
        }
        return value;
    }

    private static String description(CatalogueEntry entry) {
        return entry.meaning() + ". Values: " + entry.range() + "."
                + (entry.defaultValue().isEmpty() ? "" : " Default: " + entry.defaultValue() + ".");
    }

    private static void choice(CatalogueEntry entry, ObjectNode value, List<String> words, List<Limit.Range> ranges) {
        if (ranges.isEmpty() && entry.type() == ValueType.STRING) {
            words.forEach(value.withArray("enum")::add);
        } else if (ranges.size() == 1 && words.isEmpty()) {
            value.put("pattern", RangePattern.of(ranges.getFirst()));
        } else {
            grammar(entry.type(), value);
        }
    }

    private static void grammar(ValueType type, ObjectNode value) {
        switch (type) {
            case BOOL ->
                List.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")
                        .forEach(value.withArray("enum")::add);
            case INT32, INT64 -> value.put("pattern", "^[+-]?[0-9]+$");
            case STRING, STRING_LIST, STRING_MAP, JSON -> {
                // Any text may be one.
            }
        }
    }
}
