package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Calls on tags of load balancers, target groups, listeners and rules (ELBv2 API). */
public sealed interface TagStep extends Step {

    record AddTags(String handle, Map<String, String> tags) implements TagStep {
        public AddTags {
            tags = Map.copyOf(tags);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return retagged(observed, handle, present -> Edits.plus(present, tags));
        }
    }

    record RemoveTags(String handle, Set<String> keys) implements TagStep {
        public RemoveTags {
            keys = Set.copyOf(keys);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return retagged(observed, handle, present -> Edits.minus(present, keys));
        }
    }

    private static Stack retagged(Stack observed, String handle, UnaryOperator<Map<String, String>> edit) {
        Stack stack = Edits.loadBalancer(observed, handle, found -> found.withTags(edit.apply(found.tags())));
        stack = Edits.targetGroup(stack, handle, found -> found.withTags(edit.apply(found.tags())));
        stack = Edits.listener(stack, handle, found -> found.withTags(edit.apply(found.tags())));
        return Edits.rule(stack, handle, found -> found.withTags(edit.apply(found.tags())));
    }
}
