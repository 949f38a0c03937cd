package io.headgate.core.compile;

import io.headgate.core.compile.ListenerConflicts.MemberListener;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.RuleFit;
import io.headgate.core.finding.Finding;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.routing.RuleSize;
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
    private final MergedGroup merged;
    private final BiConsumer<Contribution, Finding> remarks;

    /** What is to be told to members about their rules goes to {@code remarks}. */
    ListenerRules(int port, String protocol, MergedGroup merged, BiConsumer<Contribution, Finding> remarks) {
        this.port = port;
        this.protocol = protocol;
        this.merged = merged;
        this.remarks = remarks;
    }

    /**
     * The rules with priorities from 1 on.
     *
     * @param listeners the listener as each member wants it, in group order
     * @param tags tags of the rules of members, without tracking tags
     */
    List<MadeRule> of(
            List<MemberListener> listeners,
            TrackingTags tracking,
            Function<List<Contribution>, Map<String, String>> tags) {
        List<MadeRule> rules = new ArrayList<>();
        for (FittingRule fitting : fitting(listeners)) {
            int priority = rules.size() + 1;
            String resource = port + ":" + priority;
            rules.add(new MadeRule(
                    port,
                    new Rule(
                            resource,
                            null,
                            priority,
                            fitting.routing(),
                            tracking.of(resource, tags.apply(fitting.members()))),
                    fitting.sources()));
        }
        return rules;
    }

    /** The rules as a load balancer takes them. */
    private List<FittingRule> fitting(List<MemberListener> listeners) {
        RuleSize most = merged.limits().rule();
        List<FittingRule> rules = kept(listeners).stream()
                .flatMap(placed -> RuleFit.of(needed(placed), most).rules().stream()
                        .map(part -> new FittingRule(part, List.of(placed))))
                .toList();
        return RulePacking.of(rules, most);
    }

    private static RoutingRule needed(PlacedRule rule) {
        return rule.member().packsRules() ? JoinedRules.withoutEveryPath(rule.routing()) : rule.routing();
    }

    private List<PlacedRule> kept(List<MemberListener> listeners) {
        List<PlacedRule> wanted = listeners.stream()
                .flatMap(listener ->
                        listener.part().rules().stream().map(part -> PlacedRule.of(listener.member(), part)))
                .toList();
        List<PlacedRule> ordered = OrderedRules.of(wanted, merged.ruleOrder(), remarks);
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
