package io.headgate.core.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All annotations, from the table {@code catalogue.txt} beside this class: one line each, under the headings of its sections. Reading,
 * checking, the schema, the command {@code annotations} and the reference page all stand on it.
 */
public final class Catalogue {
    private static final String TABLE = "catalogue.txt";
    private static final int COLUMNS = 9;
    private static final Map<AnnotationKey, CatalogueEntry> ENTRIES = load();

    private Catalogue() {}

    /** What is known of an annotation. */
    public static CatalogueEntry entry(AnnotationKey key) {
        return Objects.requireNonNull(ENTRIES.get(key), key.key());
    }

    /** All annotations, in the order of the enumeration. */
    public static Collection<CatalogueEntry> entries() {
        return ENTRIES.values();
    }

    /** The annotation or family of a whole key; empty when the key is none of ours or unknown. */
    public static Optional<CatalogueEntry> lookup(String fullKey) {
        return AnnotationKey.of(fullKey).map(Catalogue::entry);
    }

    /** Whether a key begins as ours do, known or not. */
    public static boolean isOurs(String fullKey) {
        return fullKey.startsWith(AnnotationKey.PREFIX) || fullKey.startsWith(AnnotationKey.OWN_PREFIX);
    }

    /**
     * The key that someone who wrote an unknown key probably meant, whole; the name of a member of a family stays. The prefix may be
     * missing or be the other one.
     */
    public static Optional<String> nearest(String unknownKey) {
        String written = withoutPrefix(unknownKey);
        for (AnnotationKey family : AnnotationKey.values()) {
            boolean member = family.isFamily()
                    && written.toLowerCase(Locale.ROOT).startsWith(family.suffix())
                    && written.length() > family.suffix().length();
            if (member) {
                return Optional.of(family.key(written.substring(family.suffix().length())));
            }
        }
        int dot = written.indexOf('.');
        return plain(written)
                .or(() -> dot < 0
                        ? Optional.empty()
                        : ofFamily(written.substring(0, dot + 1), written.substring(dot + 1)))
                .or(() -> bare(written));
    }

    private static Optional<String> plain(String written) {
        return Spelling.nearest(written, suffixes(false)).map(Catalogue::whole);
    }

    private static Optional<String> ofFamily(String family, String name) {
        return Spelling.nearest(family, suffixes(true))
                .filter(near -> !name.isEmpty())
                .map(near -> whole(near) + name);
    }

    /** A family that somebody wrote without a name behind it. */
    private static Optional<String> bare(String written) {
        return Spelling.nearest(written, suffixes(true)).map(near -> whole(near) + "<name>");
    }

    private static List<String> suffixes(boolean families) {
        return Arrays.stream(AnnotationKey.values())
                .filter(key -> key.isFamily() == families)
                .map(AnnotationKey::suffix)
                .toList();
    }

    private static String whole(String suffix) {
        return Arrays.stream(AnnotationKey.values())
                .filter(key -> key.suffix().equals(suffix))
                .map(AnnotationKey::key)
                .findFirst()
                .orElseThrow();
    }

    private static String withoutPrefix(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static Map<AnnotationKey, CatalogueEntry> load() {
        Map<AnnotationKey, CatalogueEntry> entries = new EnumMap<>(AnnotationKey.class);
        String section = "";
        for (List<String> row : TableReader.rows(TABLE, COLUMNS)) {
            if (row.size() == 1) {
                section = row.getFirst().substring(1, row.getFirst().length() - 1);
            } else {
                CatalogueEntry entry = parse(section, row);
                entries.put(entry.key(), entry);
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private static CatalogueEntry parse(String section, List<String> row) {
        return new CatalogueEntry(
                section,
                key(row.get(0)),
                CatalogueEntry.ValueType.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
                places(row.get(2)),
                CatalogueEntry.MergeKind.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                row.get(4),
                LimitSyntax.parse(row.get(5), row.get(6)),
                row.get(6),
                row.get(7),
                row.get(8));
    }

    private static AnnotationKey key(String written) {
        String whole = written.contains("/") ? written : AnnotationKey.PREFIX + written;
        return Arrays.stream(AnnotationKey.values())
                .filter(key -> key.key().equals(whole))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(TABLE + ": " + written));
    }

    private static Set<CatalogueEntry.Place> places(String text) {
        return Arrays.stream(text.split("\\+", -1))
                .map(place -> place.equals("I") ? CatalogueEntry.Place.INGRESS : CatalogueEntry.Place.SERVICE)
                .collect(Collectors.toUnmodifiableSet());
    }
}
