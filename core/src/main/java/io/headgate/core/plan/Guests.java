package io.headgate.core.plan;

import io.headgate.core.quota.Quota;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.Forward;
import io.headgate.core.routing.Action.WeightedTargetGroup;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Target groups that a rule which serves others names with weight 0: they get no request, but the load balancer checks their health. */
final class Guests {

    /** The API's limit of target groups in an action. */
    static final int GROUPS_OF_ACTION = Quota.TARGET_GROUPS_OF_ACTION.byDefault();

    private Guests() {}

    /** A listener as it is without what its rules name with weight 0 and nobody asked for. */
    static Listener without(Listener present, Listener wanted) {
        return present.withRules(present.rules().stream()
                .map(rule -> rule.withRouting(without(rule.routing(), of(rule, wanted))))
                .toList());
    }

    /** Those of a rule: groups of weight 0 that a desired rule with the same conditions does not name. */
    static Set<String> of(Rule rule, Listener wanted) {
        Set<String> serving = Forwards.serving(rule.routing().actions());
        if (serving.isEmpty()) {
            return Set.of();
        }
        Set<String> guests = Forwards.of(rule.routing().actions());
        guests.removeAll(serving);
        wanted.rules().stream()
                .map(Rule::routing)
                .filter(other -> Normal.sameConditions(other, rule.routing()))
                .forEach(other -> guests.removeAll(Forwards.of(other.actions())));
        return guests;
    }

    /** How many more a rule can name: only one that does nothing but forward, since others may hold secrets that nobody can read. */
    static int room(RoutingRule rule) {
        return rule.actions().size() == 1 && rule.actions().getFirst() instanceof Forward(var groups, var _)
                ? Math.max(0, GROUPS_OF_ACTION - groups.size())
                : 0;
    }

    /** The same rule with guests, as far as it has room for them. */
    static RoutingRule with(RoutingRule rule, Collection<String> guests) {
        List<String> missing = guests.stream()
                .filter(guest -> !Forwards.of(rule.actions()).contains(guest))
                .limit(room(rule))
                .toList();
        return missing.isEmpty() || !(rule.actions().getFirst() instanceof Forward forward)
                ? rule
                : new RoutingRule(rule.conditions(), List.of(with(forward, missing)), rule.transforms());
    }

    /** The weight of a group that was alone does not count, but must not be 0 beside others. */
    private static Action with(Forward forward, List<String> guests) {
        boolean alone = forward.targetGroups().size() == 1;
        List<WeightedTargetGroup> groups = new ArrayList<>();
        forward.targetGroups()
                .forEach(group -> groups.add(alone ? new WeightedTargetGroup(group.targetGroup(), 1) : group));
        guests.forEach(guest -> groups.add(new WeightedTargetGroup(new TargetGroupRef.ByArn(guest), 0)));
        return new Forward(groups, forward.stickiness());
    }

    private static RoutingRule without(RoutingRule rule, Set<String> guests) {
        return guests.isEmpty()
                ? rule
                : new RoutingRule(
                        rule.conditions(),
                        rule.actions().stream()
                                .map(action -> action instanceof Forward forward ? without(forward, guests) : action)
                                .toList(),
                        rule.transforms());
    }

    private static Action without(Forward forward, Set<String> guests) {
        List<WeightedTargetGroup> others = forward.targetGroups().stream()
                .filter(group ->
                        !(group.targetGroup() instanceof TargetGroupRef.ByArn(String arn) && guests.contains(arn)))
                .toList();
        return others.isEmpty() ? forward : new Forward(others, forward.stickiness());
    }
}
