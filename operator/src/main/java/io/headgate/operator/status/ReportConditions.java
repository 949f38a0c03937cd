package io.headgate.operator.status;

import io.headgate.core.finding.Finding;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.crds.report.IngressReportStatus.ReportFinding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions and findings of IngressReports. The time of transition changes only with the status. */
public final class ReportConditions {

    private final Conditions conditions;

    public ReportConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    public ReportCondition of(
            String type,
            String status,
            String reason,
            String message,
            @Nullable String remedy,
            long generation,
            @Nullable IngressReportStatus before) {
        String since = present(type, before)
                .filter(condition -> condition.status().equals(status))
                .map(ReportCondition::lastTransitionTime)
                .orElseGet(conditions::now);
        return new ReportCondition(type, status, generation, since, reason, Conditions.bounded(message), remedy);
    }

    /** What was known before, while nothing new is known; unknown at first. */
    public ReportCondition unknown(String type, String reason, long generation, @Nullable IngressReportStatus before) {
        return present(type, before).orElseGet(() -> of(type, "Unknown", reason, "", null, generation, before));
    }

    /** Whether the Ingress is accepted, what the first error is if not, and what it lacks although it is. */
    public ReportCondition accepted(List<Finding> findings, long generation, @Nullable IngressReportStatus before) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> of(
                        "Accepted",
                        "False",
                        finding.reason(),
                        where(finding) + finding.message(),
                        finding.remedy(),
                        generation,
                        before))
                .or(() -> findings.stream()
                        .filter(finding -> finding.reason().equals(Finding.MISSING_SERVICE))
                        .findFirst()
                        .map(finding -> of(
                                "Accepted",
                                "True",
                                finding.reason(),
                                where(finding) + finding.message(),
                                finding.remedy(),
                                generation,
                                before)))
                .orElseGet(() -> of("Accepted", "True", "Accepted", "", null, generation, before));
    }

    public static List<ReportFinding> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new ReportFinding(
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.object(),
                        finding.field().isEmpty() ? null : finding.field(),
                        finding.reason(),
                        finding.message(),
                        finding.remedy().isEmpty() ? null : finding.remedy()))
                .toList();
    }

    private static String where(Finding finding) {
        return finding.field().isEmpty() ? "" : finding.field() + ": ";
    }

    private static Optional<ReportCondition> present(String type, @Nullable IngressReportStatus before) {
        List<ReportCondition> known = before == null ? List.of() : before.conditions();
        return known.stream().filter(condition -> condition.type().equals(type)).findFirst();
    }
}
