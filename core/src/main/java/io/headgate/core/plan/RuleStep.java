package io.headgate.core.plan;

import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import io.headgate.core.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Calls on listener rules (ELBv2 API). */
public sealed interface RuleStep extends Step {

    /** Makes a rule at a priority that is free. */
    record CreateRule(String listener, String resource, int priority, RoutingRule routing, Map<String, String> tags)
            implements RuleStep {
        public CreateRule {
            tags = Map.copyOf(tags);
        }

        /** Unique among the rules that one plan makes on the listeners of a stack: a plan uses a free priority once. */
        @Override
        public String handle() {
            return Placeholder.of("rule", listener + "/" + priority);
        }

        @Override
        public Stack applyTo(Stack observed) {
            Rule made = new Rule(resource, handle(), priority, routing, tags);
            return Edits.listener(
                    observed, listener, present -> present.withRules(inOrder(Edits.plus(present.rules(), made))));
        }
    }

    /** Gives a rule other conditions, actions or transforms, all at once. */
    record ModifyRule(String handle, RoutingRule routing) implements RuleStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.rule(observed, handle, rule -> rule.withRouting(routing));
        }
    }

    record DeleteRule(String handle) implements RuleStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.rules(observed, list -> Edits.minus(list, rule -> handle.equals(rule.arn())));
        }
    }

    /** Moves rules of one listener, all at once. */
    record SetRulePriorities(String listener, Map<String, Integer> priorities) implements RuleStep {
        public SetRulePriorities {
            priorities = Map.copyOf(priorities);
        }

        @Override
        public String handle() {
            return listener;
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.rules(
                    observed, list -> inOrder(list.stream().map(this::moved).toList()));
        }

        private Rule moved(Rule rule) {
            String arn = rule.arn();
            return arn == null ? rule : rule.withPriority(priorities.getOrDefault(arn, rule.priority()));
        }
    }

    private static List<Rule> inOrder(List<Rule> rules) {
        return rules.stream().sorted(Comparator.comparingInt(Rule::priority)).toList();
    }
}
