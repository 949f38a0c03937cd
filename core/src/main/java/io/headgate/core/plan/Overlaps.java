package io.headgate.core.plan;

import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes of one listener's rules in the order in which they misroute nothing. Only changes that may concern the same request must
 * keep that order: so what waits for something holds up nothing but what it overlaps with. Not for more than one thread.
 */
final class Overlaps {

    /** What the default rule takes. */
    static final RoutingRule EVERYTHING = new RoutingRule(List.of(), List.of(), List.of());

    private final Set<Integer> first;
    private final List<Link> links = new ArrayList<>();

    private record Link(int step, List<RoutingRule> touched) {}

    /** @param first the steps that come before all changes */
    Overlaps(Set<Integer> first) {
        this.first = Set.copyOf(first);
    }

    /** The steps that come before a change of what these rules take. */
    Set<Integer> before(List<RoutingRule> touched) {
        Set<Integer> steps = new TreeSet<>(first);
        links.stream()
                .filter(link -> link.touched().stream()
                        .anyMatch(one -> touched.stream().anyMatch(other -> !Disjoint.rules(one, other))))
                .forEach(link -> steps.add(link.step()));
        return steps;
    }

    void add(int step, List<RoutingRule> touched) {
        links.add(new Link(step, List.copyOf(touched)));
    }
}
