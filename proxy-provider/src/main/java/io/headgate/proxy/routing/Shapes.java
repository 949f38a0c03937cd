package io.headgate.proxy.routing;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shapes of hosts and paths. */
enum Shapes implements TextIndex.Shape {

    /** {@code *.example.com}: any text that ends in {@code .example.com}. */
    HOST {
        @Override
        public @Nullable String openEnd(String pattern) {
            String end = pattern.startsWith("*.") ? pattern.substring(1) : "";
            return end.isEmpty() || hasWildcard(end) ? null : end;
        }

        @Override
        public void openEndsOf(String text, Consumer<String> visitor) {
            for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
                visitor.accept(text.substring(dot));
            }
        }

        @Override
        public String fold(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },

    /** {@code /img/*}: any text that begins with {@code /img/}. */
    PATH {
        @Override
        public @Nullable String openEnd(String pattern) {
            String end = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) : "";
            return end.isEmpty() || hasWildcard(end) ? null : end;
        }

        @Override
        public void openEndsOf(String text, Consumer<String> visitor) {
            for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
                visitor.accept(text.substring(0, slash + 1));
            }
        }

        @Override
        public String fold(String text) {
            return text;
        }
    };

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
