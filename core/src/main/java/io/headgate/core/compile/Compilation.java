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
 * @param findings by Ingress; a member is refused if one of its findings is an error
 * @param contributions what each accepted member contributes, to be kept as its last accepted contribution
 */
public record Compilation(
        Stack stack, Map<ObjectKey, List<Finding>> findings, Map<ObjectKey, Contribution> contributions) {
    public Compilation {
        findings = Map.copyOf(findings);
        contributions = Map.copyOf(contributions);
    }

    public boolean refused(ObjectKey ingress) {
        return findings.getOrDefault(ingress, List.of()).stream()
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
