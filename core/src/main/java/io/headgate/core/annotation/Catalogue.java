package io.headgate.core.annotation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All annotations, from the table {@code catalogue.txt} beside this class: one line each, columns separated by bars. */
public final class Catalogue {
    private static final String TABLE = "catalogue.txt";
    private static final int COLUMNS = 7;
    private static final int MAX_DISTANCE = 4;
    private static final Map<AnnotationKey, CatalogueEntry> ENTRIES = load();

    private Catalogue() {}

    /** What is known of an annotation. */
    public static CatalogueEntry entry(AnnotationKey key) {
        return Objects.requireNonNull(ENTRIES.get(key), key.suffix());
    }

    /** All annotations, in the order of the enumeration. */
    public static Collection<CatalogueEntry> entries() {
        return ENTRIES.values();
    }

    /** The annotation or family of a whole key; empty when the key is none of ours or unknown. */
    public static Optional<CatalogueEntry> lookup(String fullKey) {
        return fullKey.startsWith(AnnotationKey.PREFIX)
                ? AnnotationKey.ofSuffix(fullKey.substring(AnnotationKey.PREFIX.length()))
                        .map(Catalogue::entry)
                : Optional.empty();
    }

    /** The key that someone who wrote an unknown key probably meant. */
    public static Optional<AnnotationKey> nearest(String fullKey) {
        String suffix =
                fullKey.startsWith(AnnotationKey.PREFIX) ? fullKey.substring(AnnotationKey.PREFIX.length()) : fullKey;
        return Arrays.stream(AnnotationKey.values())
                .filter(key -> distance(suffix, key.suffix()) <= MAX_DISTANCE)
                .min(Comparator.comparingInt(key -> distance(suffix, key.suffix())));
    }

    /** Edits (insert, delete, replace) that lead from one text to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static Map<AnnotationKey, CatalogueEntry> load() {
        Map<AnnotationKey, CatalogueEntry> entries = new EnumMap<>(AnnotationKey.class);
        try (InputStream stream = Objects.requireNonNull(Catalogue.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Catalogue::parse)
                    .forEach(entry -> entries.put(entry.key(), entry));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Collections.unmodifiableMap(entries);
    }

    private static CatalogueEntry parse(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(TABLE + ": expected " + COLUMNS + " columns: " + line);
        }
        return new CatalogueEntry(
                AnnotationKey.ofSuffix(columns[0].strip()).orElseThrow(),
                CatalogueEntry.ValueType.valueOf(columns[1].strip().toUpperCase(Locale.ROOT)),
                places(columns[2].strip()),
                CatalogueEntry.MergeKind.valueOf(columns[3].strip().toUpperCase(Locale.ROOT)),
                columns[4].strip(),
                columns[5].strip(),
                columns[6].strip());
    }

    private static Set<CatalogueEntry.Place> places(String text) {
        return Arrays.stream(text.split("\\+", -1))
                .map(place -> place.equals("I") ? CatalogueEntry.Place.INGRESS : CatalogueEntry.Place.SERVICE)
                .collect(Collectors.toUnmodifiableSet());
    }
}
