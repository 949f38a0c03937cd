package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.routing.RoutingRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A rule that a load balancer takes, and the rules of members that it is a part of, or that are parts of it. */
record FittingRule(RoutingRule routing, List<PlacedRule> from) {
    FittingRule {
        from = List.copyOf(from);
    }

    /** Whether all members that it is for want their rules to be packed. */
    boolean packs() {
        return from.stream().allMatch(placed -> placed.member().packsRules());
    }

    /** The same with another rule in it. */
    FittingRule with(FittingRule other, RoutingRule both) {
        return new FittingRule(
                both, Stream.concat(from.stream(), other.from.stream()).toList());
    }

    /** The members that it is for. */
    List<Contribution> members() {
        Map<ObjectKey, Contribution> members = new LinkedHashMap<>();
        from.forEach(placed -> members.put(placed.member().ingress(), placed.member()));
        return List.copyOf(members.values());
    }

    List<MadeRule.Source> sources() {
        return from.stream()
                .map(placed -> new MadeRule.Source(placed.member().ingress(), placed.origin()))
                .distinct()
                .toList();
    }
}
