package io.headgate.core.plan;

import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which target groups have to be healthy before the rules of a listener change. */
final class RuleGates {

    private final Warming.Change change;
    private final Warming warming;
    private final Incumbents incumbents;

    RuleGates(Warming.Change change, Warming warming) {
        this.change = change;
        this.warming = warming;
        this.incumbents = change.incumbents();
    }

    /** Whether nobody has to be healthy first where a rule goes to another place. */
    boolean movesAtOnce(Rule rule) {
        return moving(rule).isEmpty();
    }

    private Set<Gate> moving(Rule rule) {
        Set<Gate> gates = left(rule.routing());
        gates.addAll(warming.gates(rule.routing().actions(), incumbents.of(rule.routing())));
        return gates;
    }

    /** What a change waits for. */
    Set<Gate> of(RuleChanges changes, RuleChange next) {
        return switch (next) {
            case RuleChange.Move(List<Rule> rules) ->
                rules.stream().flatMap(rule -> moving(rule).stream()).collect(Collectors.toSet());
            case RuleChange.Create(int position) ->
                arriving(changes.wanted(position).routing());
            case RuleChange.Modify(int position) -> {
                RoutingRule wanted = changes.wanted(position).routing();
                RoutingRule origin = changes.origin(position).routing();
                Set<Gate> gates = arriving(wanted);
                if (!Normal.sameConditions(wanted, origin)) {
                    gates.addAll(left(origin));
                }
                yield gates;
            }
            case RuleChange.Default _ -> warming.gates(change.wanted().defaultActions(), incumbents.ofDefault());
            case RuleChange.Delete(Rule rule) -> left(rule.routing());
        };
    }

    private Set<Gate> arriving(RoutingRule wanted) {
        return warming.gates(wanted.actions(), incumbents.of(wanted));
    }

    /** What waits for those that get what a rule leaves to them. */
    Set<Gate> left(RoutingRule rule) {
        return warming.gatesBetween(Forwards.answering(rule.actions()), incumbents.successors(rule));
    }
}
