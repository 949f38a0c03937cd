package io.headgate.operator.language;

import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import java.util.Collection;

/** All annotations, one line each, for people. */
public final class AnnotationTable {

    private AnnotationTable() {}

    public static String write() {
        Collection<CatalogueEntry> entries = Catalogue.entries();
        int width = entries.stream()
                .mapToInt(entry -> Words.key(entry).length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        String section = "";
        for (CatalogueEntry entry : entries) {
            if (!entry.section().equals(section)) {
                table.append(section.isEmpty() ? "" : "\n")
                        .append(entry.section())
                        .append('\n');
                section = entry.section();
            }
            String key = Words.key(entry);
            table.append("  ")
                    .append(key)
                    .append(" ".repeat(width - key.length() + 2))
                    .append(entry.meaning())
                    .append('\n');
        }
        return table.toString();
    }
}
