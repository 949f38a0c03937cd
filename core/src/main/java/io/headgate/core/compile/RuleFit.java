package io.headgate.core.compile;

import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a rule fits what an Application Load Balancer takes in one: five condition values (each is a match evaluation) and five wildcards
 * in all conditions together (ELB user guide, quotas of Application Load Balancers). Since the values of a condition are alternatives, a
 * rule with too many is the same as several rules next to each other with the same actions.
 */
sealed interface RuleFit {
    int MAX_VALUES = 5;
    int MAX_WILDCARDS = 5;

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

    static RuleFit of(RoutingRule rule) {
        Optional<String> repeated = repeated(rule);
        if (repeated.isPresent()) {
            return new Impossible(
                    rule,
                    "has several conditions " + repeated.get() + ", but a rule of a load balancer takes one",
                    "write the values that are left when all of them hold into one condition");
        }
        return values(rule) <= MAX_VALUES && wildcards(rule) <= MAX_WILDCARDS ? new Whole(rule) : RuleDivision.of(rule);
    }

    /** A kind of condition that a rule has twice although it may have it once. */
    private static Optional<String> repeated(RoutingRule rule) {
        Set<String> seen = new HashSet<>();
        return rule.conditions().stream()
                .map(Condition::field)
                .filter(field -> !SEVERAL_TIMES.contains(field) && !seen.add(field))
                .findFirst();
    }

    static int values(RoutingRule rule) {
        return rule.conditions().stream().mapToInt(Alternatives::values).sum();
    }

    static int wildcards(RoutingRule rule) {
        return rule.conditions().stream()
                .mapToInt((Condition condition) -> Alternatives.wildcards(condition))
                .sum();
    }
}
