package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.stack.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plans the rules of listeners. */
final class RulePlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;

    RulePlanner(Draft draft, Policy policy, References references) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
    }

    Draft draft() {
        return draft;
    }

    Policy policy() {
        return policy;
    }

    References references() {
        return references;
    }

    /** Rules of a listener that is new: nobody sends requests yet, so all may be made at the same time. */
    void planFresh(String listener, int port, List<Rule> desired, Set<Integer> after, RuleRoom room) {
        int priority = 1;
        for (Rule rule : desired) {
            Set<Integer> before = new TreeSet<>(after);
            before.addAll(room.next());
            create(listener, port, rule, priority++, before, Set.of());
        }
    }

    int create(String listener, int port, Rule rule, int priority, Set<Integer> after, Set<Gate> gates) {
        String resource = port + ":" + priority;
        Map<String, String> tags = rule.tags().containsKey(TagDiff.RESOURCE)
                ? Edits.plus(rule.tags(), Map.of(TagDiff.RESOURCE, resource))
                : rule.tags();
        Map<String, String> written = policy.tagsListenersAndRules() ? tags : Map.of();
        RuleStep step = new RuleStep.CreateRule(listener, resource, priority, rule.routing(), written);
        return draft.add(step, Risk.NONE, with(after, rule.routing().actions()), gates);
    }

    /** These steps, and those that make what actions name. */
    Set<Integer> with(Set<Integer> after, List<Action> actions) {
        Set<Integer> all = new TreeSet<>(after);
        all.addAll(references.makersOfTargets(actions));
        return all;
    }
}
