package io.headgate.core.annotation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the tables beside this class: lines of columns between bars, comments behind {@code #}. */
final class TableReader {
    /** A bar between blanks; one inside of a word belongs to the word. */
    private static final Pattern BAR = Pattern.compile("(?<=\\s|^)\\|(?=\\s|$)");

    private TableReader() {}

    /** The rows, each column trimmed. A line of one column is a heading. */
    static List<List<String>> rows(String table, int columns) {
        return lines(table).stream().map(line -> row(line, table, columns)).toList();
    }

    private static List<String> row(String line, String table, int columns) {
        List<String> row = Arrays.stream(BAR.split(line, -1)).map(String::strip).toList();
        if (row.size() != columns && row.size() != 1) {
            throw new IllegalStateException(table + ": expected " + columns + " columns: " + line);
        }
        return row;
    }

    private static List<String> lines(String table) {
        try (InputStream stream = Objects.requireNonNull(TableReader.class.getResourceAsStream(table), table);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
