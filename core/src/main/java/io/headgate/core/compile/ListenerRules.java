package io.headgate.core.compile;

import io.headgate.core.compile.ListenerConflicts.MemberListener;
import io.headgate.core.finding.Finding;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.stack.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rules of one listener, from those of the members that share it. */
final class ListenerRules {
    private final int port;
    private final String protocol;
    private final RuleOrder order;
    private final BiConsumer<Contribution, Finding> remarks;

    /** What is to be told to members about their rules goes to {@code remarks}. */
    ListenerRules(int port, String protocol, RuleOrder order, BiConsumer<Contribution, Finding> remarks) {
        this.port = port;
        this.protocol = protocol;
        this.order = order;
        this.remarks = remarks;
    }

    /**
     * The rules with priorities from 1 on.
     *
     * @param listeners the listener as each member wants it, in group order
     * @param tags tags of the rules of a member, without tracking tags
     */
    List<Rule> of(
            List<MemberListener> listeners, TrackingTags tracking, Function<Contribution, Map<String, String>> tags) {
        List<Rule> rules = new ArrayList<>();
        for (PlacedRule placed : kept(listeners)) {
            for (RoutingRule routing : RuleFit.of(placed.routing()).rules()) {
                int priority = rules.size() + 1;
                String resource = port + ":" + priority;
                rules.add(new Rule(
                        resource, null, priority, routing, tracking.of(resource, tags.apply(placed.member()))));
            }
        }
        return rules;
    }

    private List<PlacedRule> kept(List<MemberListener> listeners) {
        List<PlacedRule> wanted = listeners.stream()
                .flatMap(listener ->
                        listener.part().rules().stream().map(part -> PlacedRule.of(listener.member(), part)))
                .toList();
        List<PlacedRule> ordered = OrderedRules.of(wanted, order, remarks);
        List<PlacedRule> kept = new RuleOptimiser(port, protocol, this::omitted).optimise(ordered);
        ShadowedRules.find(kept, this::shadowed);
        return kept;
    }

    private void omitted(PlacedRule rule, String reason) {
        remarks.accept(
                rule.member(),
                rule.remark(
                        Finding.Severity.INFO,
                        "RuleOmitted",
                        "the rule of " + rule.origin() + " is left out on port " + port + ": " + reason,
                        ""));
    }

    private void shadowed(PlacedRule rule, PlacedRule front) {
        remarks.accept(
                rule.member(),
                rule.remark(
                        Finding.Severity.WARNING,
                        "RuleShadowed",
                        "the rule of " + rule.origin() + " gets no request on port " + port + ": " + front
                                + " in front of it takes them all",
                        "place the more specific rule first, by its place in the Ingress or by group.order, or"
                                + " remove it"));
    }
}
