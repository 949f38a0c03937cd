package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.RoutingRule;
import io.headgate.core.settings.RuleOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The rules of a listener in the order in which they are to be tried. */
final class OrderedRules {

    private OrderedRules() {}

    /** @param wanted members in group order, in each the rules as written */
    static List<PlacedRule> of(List<PlacedRule> wanted, RuleOrder order, BiConsumer<Contribution, Finding> remarks) {
        return switch (order) {
            case AS_WRITTEN -> wanted;
            case SPECIFICITY ->
                wanted.stream()
                        .sorted(Comparator.comparing(Specificity::of))
                        .map(rule -> singleLabel(rule, remarks))
                        .toList();
        };
    }

    private static PlacedRule singleLabel(PlacedRule rule, BiConsumer<Contribution, Finding> remarks) {
        Optional<RoutingRule> routing = SingleLabelHosts.of(rule.origin(), rule.routing());
        if (routing.isEmpty()) {
            remarks.accept(
                    rule.member(),
                    rule.remark(
                            Finding.Severity.WARNING,
                            "WildcardHost",
                            "the host of " + rule.origin()
                                    + " is too long to be matched by one label; it stands for any"
                                    + " number of labels",
                            "use a shorter host"));
        }
        return new PlacedRule(rule.member(), rule.origin(), routing.orElse(rule.routing()));
    }
}
