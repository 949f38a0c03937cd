package io.headgate.core.compile;

import io.headgate.core.routing.RoutingRule;
import java.util.List;

/** A rule that a load balancer takes, and the rules of members that it is a part of, or that are parts of it. */
record FittingRule(RoutingRule routing, List<PlacedRule> from) {
    FittingRule {
        from = List.copyOf(from);
    }

    /** The members that it is for, in group order. */
    List<Contribution> members() {
        return from.stream().map(PlacedRule::member).distinct().toList();
    }

    List<MadeRule.Source> sources() {
        return from.stream()
                .map(placed -> new MadeRule.Source(placed.member().ingress(), placed.origin()))
                .distinct()
                .toList();
    }
}
