package io.headgate.operator.proxyclass;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.crds.report.IngressReportStatus.ReportFinding;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.serve.ServedGroup;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what became of the Ingresses that the proxy serves: reports and Events. Writes nothing that is already there. */
final class ReportPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPublisher.class);

    private final ReportWriter writer;
    private final ProxyReports reports;
    private final EventRecorder events;

    ReportPublisher(ReportWriter writer, ProxyReports reports, EventRecorder events) {
        this.writer = writer;
        this.reports = reports;
        this.events = events;
    }

    /** One report that cannot be written keeps no other from being written; it is tried again with the next look. */
    void publish(Served served) {
        for (ServedGroup group : served.state().groups()) {
            for (GroupInputs.Member member : group.inputs().members()) {
                if (member.refusal() == null) {
                    publish(served, group, member.ingress());
                }
            }
        }
    }

    private void publish(Served served, ServedGroup group, Ingress ingress) {
        IngressReportStatus before = writer.present(ingress.key()).orElse(null);
        IngressReportStatus status = reports.after(served, group, ingress, before);
        try {
            if (writer.write(ingress, status)) {
                tell(served, group, ingress, status, before);
            }
        } catch (KubernetesClientException e) {
            LOG.atWarn().addKeyValue("ingress", ingress.key()).setCause(e).log("Report could not be written");
        }
    }

    private void tell(
            Served served,
            ServedGroup group,
            Ingress ingress,
            IngressReportStatus status,
            @Nullable IngressReportStatus before) {
        Regarding regarding = Regarding.ingress(ingress.key(), ingress.uid());
        List<ReportFinding> known = before == null ? List.of() : before.findings();
        for (Finding finding : served.own(group, ingress.key())) {
            boolean isNews = !known.containsAll(ReportConditions.findings(List.of(finding)));
            if (isNews && finding.severity() != Finding.Severity.INFO) {
                events.warning(regarding, finding.reason(), finding.oneLine());
            }
        }
        if (programmed(status)
                && (before == null || !programmed(before) || !before.rules().equals(status.rules()))) {
            events.normal(regarding, "SuccessfullyReconciled", "Successfully reconciled");
        }
    }

    private static boolean programmed(IngressReportStatus status) {
        return holds(status, "Accepted") && holds(status, "Programmed");
    }

    private static boolean holds(IngressReportStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(ReportCondition::status)
                .anyMatch("True"::equals);
    }
}
