package io.headgate.core.compile;

import io.headgate.core.cluster.Ingress.PathType;
import io.headgate.core.contribution.PathPatterns;
import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.Patterns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How specific a rule is: exact hosts before wildcard hosts, of which longer ones come first, before any host; then exact paths before
 * prefixes, of which longer ones come first, before the rest. Conditions of an annotation widen a rule; it is then as specific as the
 * widest of its values. Rules of the same rank stay as they are.
 *
 * @param host 0 exact, 1 wildcard, 2 any
 * @param hostLength characters of a wildcard host that are no wildcards
 * @param path 0 exact, 1 prefix, 2 the rest
 * @param pathLength characters of a prefix without a slash at its end
 */
record Specificity(int host, int hostLength, int path, int pathLength) implements Comparable<Specificity> {
    private static final Comparator<Specificity> MOST_SPECIFIC_FIRST = Comparator.comparingInt(Specificity::host)
            .thenComparing(Comparator.comparingInt(Specificity::hostLength).reversed())
            .thenComparingInt(Specificity::path)
            .thenComparing(Comparator.comparingInt(Specificity::pathLength).reversed());

    static Specificity of(PlacedRule rule) {
        Patterns hosts = null;
        Patterns paths = null;
        for (Condition condition : rule.routing().conditions()) {
            if (condition instanceof Condition.HostHeader(Patterns patterns)) {
                hosts = patterns;
            } else if (condition instanceof Condition.PathPattern(Patterns patterns)) {
                paths = patterns;
            }
        }
        int hostLength = hosts == null ? 0 : literals(hosts);
        int host = hosts == null ? 2 : hostLength == Integer.MAX_VALUE ? 0 : 1;
        int path = path(rule.origin(), Optional.ofNullable(paths));
        return new Specificity(
                host,
                host == 1 ? hostLength : 0,
                path,
                path == 1 ? PathPatterns.prefixBase(rule.origin().text()).length() : 0);
    }

    @Override
    public int compareTo(Specificity other) {
        return MOST_SPECIFIC_FIRST.compare(this, other);
    }

    /** The characters beside wildcards in the widest value; the largest number if no value has a wildcard. */
    private static int literals(Patterns hosts) {
        return switch (hosts) {
            case Patterns.Wildcards(List<String> values) ->
                values.stream()
                        .filter(Specificity::hasWildcard)
                        .mapToInt(
                                value -> value.replace("*", "").replace("?", "").length())
                        .min()
                        .orElse(Integer.MAX_VALUE);
            case Patterns.Regexes ignored -> 0;
        };
    }

    private static boolean hasWildcard(String value) {
        return value.contains("*") || value.contains("?");
    }

    /** A path that an annotation widens is of the rest. */
    private static int path(RuleOrigin origin, Optional<Patterns> paths) {
        boolean asWritten = !origin.text().isEmpty()
                && paths.filter(patterns -> patterns.equals(PathPatterns.plain(origin.type(), origin.text())))
                        .isPresent();
        if (!asWritten || origin.type() == PathType.IMPLEMENTATION_SPECIFIC) {
            return 2;
        }
        return origin.type() == PathType.EXACT ? 0 : 1;
    }
}
