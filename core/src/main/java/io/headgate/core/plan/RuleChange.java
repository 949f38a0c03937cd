package io.headgate.core.plan;

import io.headgate.core.stack.Rule;
import java.util.List;

/** One call that brings the rules of a listener nearer to what they are to be. */
sealed interface RuleChange {

    /** Observed rules go to the places that they are to have, all at once. */
    record Move(List<Rule> rules) implements RuleChange {
        public Move {
            rules = List.copyOf(rules);
        }
    }

    /** A rule is made. */
    record Create(int position) implements RuleChange {}

    /** The observed rule that a desired one is made from takes and answers what that one does. */
    record Modify(int position) implements RuleChange {}

    /** What no rule takes is answered as it is to be. */
    record Default() implements RuleChange {}

    /** An observed rule goes. */
    record Delete(Rule rule) implements RuleChange {}
}
