package io.headgate.operator.language;

import io.headgate.core.annotation.Attribute;
import io.headgate.core.annotation.AttributeCatalogue;
import io.headgate.core.annotation.CatalogueEntry;
import io.headgate.core.annotation.Limit;
import java.util.List;

/** All that is known of one annotation, for people. */
public final class AnnotationExplanation {

    private AnnotationExplanation() {}

    public static String of(CatalogueEntry entry) {
        StringBuilder text = new StringBuilder();
        line(text, "", Words.key(entry));
        line(text, "meaning", entry.meaning());
        line(text, "type", Words.type(entry.type()));
        line(text, "where", Words.places(entry));
        line(text, "values", entry.range());
        line(text, "default", entry.defaultValue().isEmpty() ? "unset" : entry.defaultValue());
        line(text, "in a group", Words.merge(entry.merge()));
        if (!entry.example().isEmpty()) {
            line(text, "example", entry.example());
        }
        if (entry.limit() instanceof Limit.Attributes(var kind)) {
            attributes(text, AttributeCatalogue.of(kind));
        }
        return text.toString();
    }

    private static void attributes(StringBuilder text, List<Attribute> attributes) {
        line(text, "attributes", "");
        for (Attribute attribute : attributes) {
            String values = attribute.limit().expected();
            text.append("  ")
                    .append(attribute.key())
                    .append(values.isEmpty() ? "" : "=" + values)
                    .append('\n')
                    .append("      ")
                    .append(attribute.meaning())
                    .append('\n');
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!name.isEmpty()) {
            text.append(name).append(": ").append(" ".repeat(Math.max(0, "in a group".length() - name.length())));
        }
        text.append(value.isEmpty() ? "" : value).append('\n');
    }
}
