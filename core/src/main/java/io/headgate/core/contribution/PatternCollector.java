package io.headgate.core.contribution;

import io.headgate.core.routing.Patterns;
import java.util.ArrayList;
import java.util.List;

/** Gathers the alternatives of one condition; plain values and regular expressions cannot be mixed. */
final class PatternCollector {
    private final List<String> wildcards = new ArrayList<>();
    private final List<String> regexes = new ArrayList<>();

    void add(Patterns patterns) {
        switch (patterns) {
            case Patterns.Wildcards(var values) -> wildcards.addAll(values);
            case Patterns.Regexes(var values) -> regexes.addAll(values);
        }
    }

    boolean mixed() {
        return !wildcards.isEmpty() && !regexes.isEmpty();
    }

    /** The alternatives as one condition's patterns; empty when there are none. */
    List<Patterns> patterns() {
        if (!wildcards.isEmpty()) {
            return List.of(new Patterns.Wildcards(wildcards));
        }
        return regexes.isEmpty() ? List.of() : List.of(new Patterns.Regexes(regexes));
    }

    @Override
    public String toString() {
        return wildcards + " and " + regexes;
    }
}
