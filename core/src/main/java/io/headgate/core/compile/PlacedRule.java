package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.Contribution.RulePart;
import io.headgate.core.contribution.RuleOrigin;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.RoutingRule;

/** A rule on its way to a listener, with the member and the path that it comes from. */
record PlacedRule(Contribution member, RuleOrigin origin, RoutingRule routing) {

    static PlacedRule of(Contribution member, RulePart part) {
        return new PlacedRule(member, part.origin(), part.routing());
    }

    /** Something to tell the member about the rule. */
    Finding remark(Finding.Severity severity, String reason, String message, String remedy) {
        return new Finding(severity, "Ingress " + member.ingress(), origin.field(), reason, message, remedy);
    }

    @Override
    public String toString() {
        return origin + " of Ingress " + member.ingress();
    }
}
