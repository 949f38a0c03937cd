package io.headgate.proxy.routing;

import io.headgate.core.routing.Patterns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the patterns that a text may match: every pattern that matches is found, some that do not are found as well.
 * Patterns come in three shapes; each shape but the last is one lookup in a hash table.
 *
 * @param <T> what is found
 */
final class TextIndex<T> {

    private final HashMap<String, T> exact = new HashMap<>();
    private final HashMap<String, T> open = new HashMap<>();
    private final Shape shape;
    private @Nullable T rest;

    /** How keys of one kind of text look. */
    interface Shape {
        /** The fixed part of a pattern that fixes one end up to a separator, say {@code /img/} of {@code /img/*}; else null. */
        @Nullable
        String openEnd(String pattern);

        /** The fixed parts under which the patterns of the first kind are found that may match the text. */
        void openEndsOf(String text, Consumer<String> visitor);

        /** The text with the letters folded whose case does not count. */
        String fold(String text);
    }

    TextIndex(Shape shape) {
        this.shape = shape;
    }

    /** The slots in which a rule with these patterns belongs; made on demand. Without patterns it belongs to the rest. */
    List<T> slots(@Nullable Patterns patterns, Function<String, T> fresh) {
        if (!(patterns instanceof Patterns.Wildcards(List<String> values))) {
            return List.of(rest(fresh));
        }
        List<T> slots = new ArrayList<>();
        for (String value : new TreeSet<>(values)) {
            slots.add(slot(value, fresh));
        }
        return slots;
    }

    private T slot(String value, Function<String, T> fresh) {
        if (value.indexOf('*') < 0 && value.indexOf('?') < 0) {
            return exact.computeIfAbsent(shape.fold(value), fresh);
        }
        String end = shape.openEnd(value);
        return end == null ? rest(fresh) : open.computeIfAbsent(shape.fold(end), fresh);
    }

    private T rest(Function<String, T> fresh) {
        T slot = rest == null ? fresh.apply("") : rest;
        rest = slot;
        return slot;
    }

    /** Visits all slots whose patterns may match the text. */
    void visit(String text, Consumer<T> visitor) {
        String folded = shape.fold(text);
        visitIfThere(exact.get(folded), visitor);
        if (!open.isEmpty()) {
            shape.openEndsOf(folded, end -> visitIfThere(open.get(end), visitor));
        }
        visitIfThere(rest, visitor);
    }

    private void visitIfThere(@Nullable T slot, Consumer<T> visitor) {
        if (slot != null) {
            visitor.accept(slot);
        }
    }
}
