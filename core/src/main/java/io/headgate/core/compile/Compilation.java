package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.stack.Stack;
import java.util.List;
import java.util.Map;

/**
 * What a group's Ingresses ask for, and what is wrong with them.
 *
 * @param stack the desired stack, without the members that were refused
 * @param frozen whether the group has members and nothing at all could be compiled, now or from what was accepted before: whatever
 *     exists of the group stays as it is, and the stack is not to be deployed
 * @param findings by Ingress; a member is refused if one of its findings is an error
 * @param contributions what is in the stack, by member: its own if it was accepted, else its last accepted one; to be kept
 * @param rules the rules of the stack with their origin
 * @param ledger what the stack uses of the limits of the account
 */
public record Compilation(
        Stack stack,
        boolean frozen,
        Map<ObjectKey, List<Finding>> findings,
        Map<ObjectKey, Contribution> contributions,
        List<MadeRule> rules,
        QuotaLedger ledger) {
    public Compilation {
        findings = Map.copyOf(findings);
        contributions = Map.copyOf(contributions);
        rules = List.copyOf(rules);
    }

    /** The rules in which an Ingress has a part. */
    public List<MadeRule> rulesOf(ObjectKey ingress) {
        return rules.stream().filter(rule -> rule.isOf(ingress)).toList();
    }

    /** Whether some member is refused because a limit of the account is reached. */
    public boolean exceedsQuota() {
        return findings.values().stream()
                .flatMap(List::stream)
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR
                        && finding.reason().equals(Finding.QUOTA_EXCEEDED));
    }

    public boolean refused(ObjectKey ingress) {
        return findings.getOrDefault(ingress, List.of()).stream()
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
