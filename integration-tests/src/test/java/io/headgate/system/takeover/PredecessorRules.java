package io.headgate.system.takeover;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.routing.Transform;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How aws-load-balancer-controller compares the rules of a listener: by settings wherever they are, then by priority. Written from the
 * description of its behaviour, apart from our planner.
 *
 * @param arns gives a target group of the desired stack the ARN that exists
 */
record PredecessorRules(UnaryOperator<TargetGroupRef> arns) {

    private static final String RESOURCE = "ingress.k8s.aws/resource";

    /** The calls that it would make, in its order. */
    List<String> calls(int port, List<Rule> desired, List<Rule> existing) {
        List<Rule> spare = new ArrayList<>(existing);
        List<Match> matches = new ArrayList<>();
        desired.forEach(rule -> matches.add(new Match(rule, take(spare, rule).orElse(null))));
        List<String> calls = new ArrayList<>();
        if (matches.stream().anyMatch(Match::moved)) {
            calls.add(ascending(matches) ? "SetRulePriorities" : "SetRulePriorities in another order");
        }
        for (Match match : matches) {
            if (match.existing() == null) {
                boolean inPlace = spare.removeIf(
                        rule -> rule.priority() == match.desired().priority());
                calls.add(inPlace ? "ModifyRule" : "CreateRule");
            } else if (!match.existing().tags().equals(tags(port, match.desired()))) {
                calls.add("AddTags");
            }
        }
        spare.forEach(rule -> calls.add("DeleteRule"));
        return calls;
    }

    private record Match(Rule desired, @Nullable Rule existing) {
        boolean moved() {
            return existing != null && existing.priority() != desired.priority();
        }
    }

    /** Whether rules that get other numbers keep their order, so that requests notice nothing. */
    private static boolean ascending(List<Match> matches) {
        List<Integer> numbers = matches.stream()
                .map(Match::existing)
                .flatMap(Stream::ofNullable)
                .map(Rule::priority)
                .toList();
        return numbers.equals(numbers.stream().sorted().toList());
    }

    private Optional<Rule> take(List<Rule> spare, Rule desired) {
        Optional<Rule> equal = spare.stream()
                .filter(rule -> normal(rule.routing()).equals(normal(desired.routing())))
                .findFirst();
        equal.ifPresent(spare::remove);
        return equal;
    }

    private static Map<String, String> tags(int port, Rule rule) {
        Map<String, String> tags = new HashMap<>(rule.tags());
        tags.put(RESOURCE, port + ":" + rule.priority());
        return tags;
    }

    boolean same(List<Action> desired, List<Action> existing) {
        return actions(desired).equals(actions(existing));
    }

    private RoutingRule normal(RoutingRule rule) {
        return new RoutingRule(
                rule.conditions().stream()
                        .sorted(Comparator.comparing(Condition::field))
                        .toList(),
                actions(rule.actions()),
                rule.transforms().stream()
                        .sorted(Comparator.comparing(Transform::type))
                        .toList());
    }

    private List<Action> actions(List<Action> actions) {
        return actions.stream()
                .map(this::normal)
                .sorted(Comparator.comparing(Action::type))
                .toList();
    }

    /** Target groups are a set; a weight counts only among several; what the API fills in is not looked at. */
    private Action normal(Action action) {
        return switch (action) {
            case Action.Forward(List<Action.WeightedTargetGroup> groups, Action.Stickiness stickiness) ->
                new Action.Forward(
                        groups.stream()
                                .map(group -> new Action.WeightedTargetGroup(
                                        arns.apply(group.targetGroup()), groups.size() == 1 ? null : group.weight()))
                                .sorted(Comparator.comparing(Object::toString))
                                .toList(),
                        stickiness.enabled() ? stickiness : Action.Stickiness.OFF);
            case Action.FixedResponse(String status, String type, String body) ->
                new Action.FixedResponse(status, type, body == null || body.isEmpty() ? null : body);
            case Action.Redirect redirect -> redirect;
            case Action.Authentication authentication -> authentication;
        };
    }
}
