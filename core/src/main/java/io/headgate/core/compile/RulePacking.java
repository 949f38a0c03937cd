package io.headgate.core.compile;

import io.headgate.core.routing.Disjoint;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes fewer rules of those of members that want it, so that every request is answered as before. A rule joins one in front of it only if
 * it may be moved there: past rules that no request of its own matches, or that answer alike.
 */
final class RulePacking {
    /** Many times the quota of a load balancer. A longer list comes from a proxy, which has no quota. */
    private static final int MAX_RULES = 2000;

    private final RuleSize most;

    private RulePacking(RuleSize most) {
        this.most = most;
    }

    /**
     * The packed rules, in order.
     *
     * @param most what the account allows in one rule
     */
    static List<FittingRule> of(List<FittingRule> rules, RuleSize most) {
        if (rules.size() > MAX_RULES || rules.stream().noneMatch(FittingRule::packs)) {
            return rules;
        }
        RulePacking packing = new RulePacking(most);
        List<FittingRule> packed = rules;
        List<FittingRule> before;
        do {
            before = packed;
            packed = packing.pass(before);
        } while (packed.size() < before.size());
        return packed;
    }

    /** Once over all rules. What was joined may differ from another in one condition only now, so more passes can find more. */
    private List<FittingRule> pass(List<FittingRule> rules) {
        List<FittingRule> packed = new ArrayList<>();
        for (FittingRule rule : rules) {
            if (!rule.packs() || !joins(rule, packed)) {
                packed.add(rule);
            }
        }
        return packed;
    }

    /** Joins the rule to the foremost one that it can be moved to. */
    private boolean joins(FittingRule rule, List<FittingRule> packed) {
        int place = -1;
        for (int index = packed.size() - 1; index >= 0; index--) {
            FittingRule front = packed.get(index);
            if (joined(front, rule).isPresent()) {
                place = index;
            }
            if (!passes(front.routing(), rule.routing())) {
                break;
            }
        }
        if (place < 0) {
            return false;
        }
        FittingRule front = packed.get(place);
        packed.set(place, front.with(rule, joined(front, rule).orElseThrow()));
        return true;
    }

    private Optional<RoutingRule> joined(FittingRule front, FittingRule rule) {
        return front.packs() && JoinedRules.alike(front.routing(), rule.routing())
                ? JoinedRules.of(front.routing(), rule.routing())
                        .filter(routing -> RuleSize.of(routing).within(most))
                : Optional.empty();
    }

    /** Whether it makes no difference which of the two comes first. */
    private static boolean passes(RoutingRule one, RoutingRule other) {
        return JoinedRules.alike(one, other) || Disjoint.rules(one, other);
    }
}
