package io.headgate.operator.dev;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus.ReportFinding;
import java.util.List;
import java.util.function.Consumer;

/** Shows what the operator finds wrong with Ingresses, from their reports, each time that it changes. */
final class Complaints implements AutoCloseable {

    private final SharedIndexInformer<IngressReport> reports;

    private Complaints(SharedIndexInformer<IngressReport> reports) {
        this.reports = reports;
    }

    static Complaints follow(KubernetesClient client, Consumer<String> screen) {
        SharedIndexInformer<IngressReport> reports =
                client.resources(IngressReport.class).inAnyNamespace().runnableInformer(0);
        reports.addEventHandler(new Screen(screen));
        reports.run();
        return new Complaints(reports);
    }

    @Override
    public void close() {
        reports.close();
    }

    private record Screen(Consumer<String> screen) implements ResourceEventHandler<IngressReport> {

        @Override
        public void onAdd(IngressReport report) {
            findings(report).forEach(this::show);
        }

        @Override
        public void onUpdate(IngressReport old, IngressReport report) {
            List<ReportFinding> known = findings(old);
            List<ReportFinding> now = findings(report);
            now.stream().filter(finding -> !known.contains(finding)).forEach(this::show);
            if (now.isEmpty() && !known.isEmpty()) {
                screen.accept("Nothing is wrong any more with Ingress "
                        + report.getMetadata().getNamespace() + "/"
                        + report.getMetadata().getName());
            }
        }

        @Override
        public void onDelete(IngressReport report, boolean unknownFinalState) {}

        private static List<ReportFinding> findings(IngressReport report) {
            return report.getStatus() == null ? List.of() : report.getStatus().findings();
        }

        private void show(ReportFinding finding) {
            String field = finding.field() == null ? "" : " " + finding.field();
            String remedy = finding.remedy() == null ? "" : " -> " + finding.remedy();
            screen.accept(finding.severity() + " " + finding.object() + field + ": " + finding.reason() + ": "
                    + finding.message() + remedy);
        }
    }
}
