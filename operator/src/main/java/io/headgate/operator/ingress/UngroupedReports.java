package io.headgate.operator.ingress;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import java.util.List;

/** Reports of Ingresses that want to be ours but are in no group. */
final class UngroupedReports {

    private final ReportWriter reports;
    private final ReportConditions conditions;
    private final EventRecorder events;

    UngroupedReports(ReportWriter reports, ReportConditions conditions, EventRecorder events) {
        this.reports = reports;
        this.conditions = conditions;
        this.events = events;
    }

    /** Says why, in the report and once as an Event. */
    void tell(Ingress ingress, Finding refusal) {
        List<Finding> findings = List.of(refusal);
        IngressReportStatus before = reports.present(ingress.key()).orElse(null);
        IngressReportStatus status = new IngressReportStatus(
                ingress.generation(),
                null,
                List.of(conditions.accepted(findings, ingress.generation(), before)),
                ReportConditions.findings(findings),
                List.of(),
                before == null ? null : before.acceptedContribution());
        if (!status.equals(before)) {
            events.warning(Regarding.ingress(ingress.key(), ingress.uid()), refusal.reason(), refusal.oneLine());
            reports.write(ingress, status);
        }
    }
}
