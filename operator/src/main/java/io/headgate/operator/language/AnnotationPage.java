package io.headgate.operator.language;

import io.headgate.core.annotation.Attribute;
import io.headgate.core.annotation.AttributeCatalogue;
import io.headgate.core.annotation.AttributeKind;
import io.headgate.core.annotation.Catalogue;
import io.headgate.core.annotation.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference page of the annotations, in Markdown. */
public final class AnnotationPage {
    private static final List<AttributeKind> KINDS = List.of(
            AttributeKind.LOAD_BALANCER,
            AttributeKind.LISTENER,
            AttributeKind.TARGET_GROUP,
            AttributeKind.NETWORK_LOAD_BALANCER);
    private static final String HEAD = """
            # Annotations

            <!-- generated: `headgate annotations -o markdown` -->

            All annotations that Headgate reads, as `headgate annotations` lists them and `headgate annotations KEY` explains them;
            `headgate annotations --schema` prints a JSON Schema of them.

            - *Where*: on the Ingress, or on the Service behind it too; then the Service wins, key by key. A field of IngressClassParams
              of the same meaning beats both.
            - *In a group*: Ingresses of one group share a load balancer. `agree` means that members that set it must agree;
              `agree per port` that members with that port must; `joined` that the values come together, the same key with the same
              value; `own` that it concerns only what comes from this object.
            - An Ingress with a value that cannot be used is refused, with the reason in its report and Events; the others of its group
              go on. What AWS would refuse is refused beforehand, unless the operator runs with `--aws-limits=report`.
            - A key of which nothing is known has no effect; a warning names the key that was probably meant.

            Booleans are `true` or `false` (also `1`, `t`, `T`, `TRUE`, `True` and their opposites). Lists are separated by commas. Maps
            are `key=value` pairs separated by commas; a backslash makes the next character plain. In JSON the names of fields match
            without regard to case, and unknown fields are ignored.
            """;

    private AnnotationPage() {}

    public static String write() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> sections = Catalogue.entries().stream()
                .map(CatalogueEntry::section)
                .distinct()
                .toList();
        for (String section : sections) {
            page.append("\n## ").append(section).append("\n\n").append(table(section));
            example(section)
                    .ifPresent(yaml -> page.append("\n```yaml\n").append(yaml).append("```\n"));
        }
        page.append("\n## Attributes\n");
        KINDS.forEach(kind -> page.append("\n### Of a ")
                .append(kind.words())
                .append("\n\n")
                .append(table(AttributeCatalogue.of(kind))));
        return page.toString();
    }

    private static String table(String section) {
        return "| key | type | where | in a group | default | values | meaning |\n| --- | --- | --- | --- | --- | --- | --- |\n"
                + Catalogue.entries().stream()
                        .filter(entry -> entry.section().equals(section))
                        .map(AnnotationPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(CatalogueEntry entry) {
        String merge = switch (entry.merge()) {
            case EXCLUSIVE -> "agree";
            case EXCLUSIVE_PER_PORT -> "agree per port";
            case MERGE -> "joined";
            case PER_INGRESS -> "own";
        };
        return "| `" + Words.key(entry) + "` | " + Words.type(entry.type()) + " | " + Words.places(entry) + " | "
                + merge
                + " | " + cell(entry.defaultValue()) + " | " + cell(entry.range()) + " | " + cell(entry.meaning())
                + " |\n";
    }

    private static String table(List<Attribute> attributes) {
        return "| key | default | values | meaning |\n| --- | --- | --- | --- |\n"
                + attributes.stream()
                        .map(attribute -> "| `" + attribute.key() + "` | " + cell(attribute.defaultValue()) + " | "
                                + cell(attribute.limit().expected()) + " | " + cell(attribute.meaning()) + " |\n")
                        .collect(Collectors.joining());
    }

    /** Marks that Markdown would take for its own are kept as they are. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    private static Optional<String> example(String section) throws IOException {
        String name = section.toLowerCase(Locale.ROOT).replace(' ', '-') + ".yaml";
        try (InputStream stream = AnnotationPage.class.getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
