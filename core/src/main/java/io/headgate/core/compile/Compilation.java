package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
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
 */
public record Compilation(
        Stack stack,
        boolean frozen,
        Map<ObjectKey, List<Finding>> findings,
        Map<ObjectKey, Contribution> contributions) {
    public Compilation {
        findings = Map.copyOf(findings);
        contributions = Map.copyOf(contributions);
    }

    public boolean refused(ObjectKey ingress) {
        return findings.getOrDefault(ingress, List.of()).stream()
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
