package io.headgate.operator.cli;

import io.headgate.core.finding.Finding;
import io.headgate.core.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plans to print.
 *
 * @param findings what is to be told of the Ingresses in them
 */
record PlannedGroups(List<Shown> groups, List<Finding> findings) {

    PlannedGroups {
        groups = List.copyOf(groups);
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /**
     * A plan with what is to be known beside.
     *
     * @param notes sentences
     */
    record Shown(Plan plan, List<String> notes) {
        Shown {
            notes = List.copyOf(notes);
        }
    }

    static PlannedGroups of(List<Plan> plans, Stream<Finding> findings) {
        return new PlannedGroups(
                plans.stream().map(plan -> new Shown(plan, List.of())).toList(), findings.toList());
    }

    int exitCode() {
        if (groups.stream().anyMatch(group -> group.plan().destructive())) {
            return ExitCode.DESTRUCTIVE;
        }
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)
                ? ExitCode.REFUSED
                : ExitCode.DONE;
    }
}
