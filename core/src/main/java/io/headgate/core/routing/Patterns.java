package io.headgate.core.routing;

import java.util.List;

/**
 * The values of a condition that matches text. A condition holds wildcard values or regular expressions, never both (ELBv2 API,
 * {@code Values} and {@code RegexValues}). The values are alternatives: one match suffices. Order is kept as written.
 */
public sealed interface Patterns {

    /** The values as written, at least one. */
    List<String> values();

    /** {@code *} stands for any number of characters, {@code ?} for exactly one. */
    record Wildcards(List<String> values) implements Patterns {
        public Wildcards {
            values = List.copyOf(values);
        }
    }

    /** Regular expressions of the linear-time subset that the load balancer accepts. */
    record Regexes(List<String> values) implements Patterns {
        public Regexes {
            values = List.copyOf(values);
        }
    }
}
