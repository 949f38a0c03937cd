package io.headgate.core.contribution;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a rule fits what an Application Load Balancer takes in one: so many condition values (each is a match evaluation) and so many
 * wildcards in all conditions together (ELB user guide, quotas of Application Load Balancers). Since the values of a condition are
 * alternatives, a rule with too many is the same as several rules next to each other with the same actions.
 */
public sealed interface RuleFit {
    /** Kinds of conditions that a rule may have more than one of (ELBv2 API, {@code RuleCondition}). */
    Set<String> SEVERAL_TIMES = Set.of("http-header", "query-string");

    /** The rules to make, in order. */
    List<RoutingRule> rules();

    /** It can be made as it is. */
    record Whole(RoutingRule rule) implements RuleFit {
        @Override
        public List<RoutingRule> rules() {
            return List.of(rule);
        }
    }

    /** It takes these rules instead. */
    record Parted(List<RoutingRule> rules) implements RuleFit {
        public Parted {
            rules = List.copyOf(rules);
        }
    }

    /** It cannot be made. {@link #rules} has it as it is, which the load balancer will refuse. */
    record Impossible(RoutingRule rule, String reason, String remedy) implements RuleFit {
        @Override
        public List<RoutingRule> rules() {
            return List.of(rule);
        }
    }

    /** @param most what the account allows in one rule */
    static RuleFit of(RoutingRule rule, RuleSize most) {
        Optional<String> repeated = repeated(rule);
        if (repeated.isPresent()) {
            return new Impossible(
                    rule,
                    "has several conditions " + repeated.get() + ", but a rule of a load balancer takes one",
                    "write the values that are left when all of them hold into one condition");
        }
        return RuleSize.of(rule).within(most) ? new Whole(rule) : RuleDivision.of(rule, most);
    }

    /** A kind of condition that a rule has twice although it may have it once. */
    private static Optional<String> repeated(RoutingRule rule) {
        Set<String> seen = new HashSet<>();
        return rule.conditions().stream()
                .map(Condition::field)
                .filter(field -> !SEVERAL_TIMES.contains(field) && !seen.add(field))
                .findFirst();
    }
}
