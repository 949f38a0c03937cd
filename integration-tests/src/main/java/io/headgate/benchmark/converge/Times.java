package io.headgate.benchmark.converge;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Several measurements of the same. */
record Times(List<Duration> sorted) {

    static Times of(Collection<Duration> all) {
        return new Times(all.stream().sorted().toList());
    }

    Duration median() {
        return sorted.get((sorted.size() - 1) / 2);
    }

    Duration last() {
        return sorted.getLast();
    }
}
