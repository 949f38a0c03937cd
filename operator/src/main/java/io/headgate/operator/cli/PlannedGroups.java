package io.headgate.operator.cli;

import io.headgate.core.finding.Finding;
import io.headgate.core.plan.Plan;
import io.headgate.core.quota.QuotaChange;
import io.headgate.operator.observed.OfflinePlan;
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
     * @param quotas what the plan changes of what is used of the limits of the account
     */
    record Shown(Plan plan, List<String> notes, List<QuotaChange> quotas) {
        Shown {
            notes = List.copyOf(notes);
            quotas = List.copyOf(quotas);
        }
    }

    static PlannedGroups of(List<OfflinePlan> plans, Stream<Finding> findings) {
        return new PlannedGroups(
                plans.stream()
                        .map(each -> new Shown(each.plan(), List.of(), each.quotas()))
                        .toList(),
                findings.toList());
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
