package io.headgate.core.annotation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Spelling {
    private static final int MAX_DISTANCE = 4;

    private Spelling() {}

    /** The candidate that takes the fewest edits (insert, delete, replace), case aside; empty when none is near. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        String written = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                // Longer or shorter by more than that is further away than that.
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= MAX_DISTANCE)
                .filter(candidate -> distance(written, candidate.toLowerCase(Locale.ROOT)) <= limit(candidate))
                .min(Comparator.comparingInt(candidate -> distance(written, candidate.toLowerCase(Locale.ROOT))));
    }

    /** Short words are not near to everything that is short. */
    private static int limit(String candidate) {
        return Math.min(MAX_DISTANCE, Math.max(1, candidate.length() / 2));
    }

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
}
