package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.Ingress.Path;
import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.routing.Patterns;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Paths of an Ingress rule: their order, and the patterns of the load balancer that mean the same. */
public final class PathPatterns {

    private PathPatterns() {}

    /** The indexes of exact paths as written, then of prefixes with longer ones first, then of the rest as written. */
    static List<Integer> ordered(List<Path> paths) {
        return IntStream.range(0, paths.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> paths.get(index).pathType())
                        .thenComparingInt(index -> -length(paths.get(index))))
                .toList();
    }

    /** Only prefixes go by length, in bytes. */
    private static int length(Path path) {
        return path.pathType() == PathType.PREFIX && path.path() != null
                ? path.path().getBytes(StandardCharsets.UTF_8).length
                : 0;
    }

    /** The patterns of a path; none for an absent or empty path. */
    static Optional<Patterns> of(Path path, MemberScope scope) {
        String text = path.path();
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (path.pathType()) {
                    case EXACT, PREFIX -> plain(path.pathType(), withoutWildcards(text, path, scope));
                    case IMPLEMENTATION_SPECIFIC -> asWritten(text, scope);
                });
    }

    /** The patterns of a path without regular expressions. */
    public static Patterns plain(PathType type, String text) {
        return switch (type) {
            case PREFIX -> prefix(text);
            case EXACT, IMPLEMENTATION_SPECIFIC -> new Patterns.Wildcards(List.of(text));
        };
    }

    /** A prefix without the slash at its end, which means nothing. */
    public static String prefixBase(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Patterns prefix(String text) {
        if (text.equals("/")) {
            return new Patterns.Wildcards(List.of("/*"));
        }
        String base = prefixBase(text);
        return new Patterns.Wildcards(List.of(base, base + "/*"));
    }

    private static Patterns asWritten(String text, MemberScope scope) {
        boolean regex =
                scope.annotations().bool(AnnotationKey.USE_REGEX_PATH_MATCH).orElse(false);
        return regex ? new Patterns.Regexes(List.of(text.substring(1))) : new Patterns.Wildcards(List.of(text));
    }

    private static String withoutWildcards(String text, Path path, MemberScope scope) {
        if (text.contains("*") || text.contains("?")) {
            scope.findings()
                    .error(
                            "spec.rules.http.paths.path",
                            "path " + text + " of type " + (path.pathType() == PathType.EXACT ? "Exact" : "Prefix")
                                    + " holds a wildcard",
                            "use pathType ImplementationSpecific for paths with * or ?");
        }
        return text;
    }
}
