package io.headgate.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.group.Instance;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.ReportObject;
import java.util.Optional;

/** Writes IngressReports. Safe for use by many threads. */
public final class ReportWriter {

    private final KubernetesClient client;
    private final ServerSideApply writer;
    private final ClusterView view;

    public ReportWriter(KubernetesClient client, ServerSideApply writer, ClusterView view) {
        this.client = client;
        this.writer = writer;
        this.view = view;
    }

    /** The status that is there. */
    public Optional<IngressReportStatus> present(ObjectKey ingress) {
        return view.reports.get(ingress).map(ReportObject::status);
    }

    /** Makes the report say that. Gives whether anything had to be written. */
    public boolean write(Ingress ingress, IngressReportStatus status) {
        if (present(ingress.key()).filter(status::equals).isPresent()) {
            return false;
        }
        if (view.reports.get(ingress.key()).isEmpty()) {
            writer.apply(report(ingress, view.instance()));
        }
        IngressReport withStatus = bare(ingress.key());
        withStatus.setStatus(status);
        view.reports.written(writer.applyStatus(withStatus));
        return true;
    }

    /** Removes the report of an Ingress that is no longer ours. */
    public void delete(ObjectKey ingress) {
        if (view.reports.get(ingress).isPresent()) {
            client.resources(IngressReport.class)
                    .inNamespace(ingress.namespace())
                    .withName(ingress.name())
                    .delete();
        }
    }

    private static IngressReport bare(ObjectKey key) {
        IngressReport report = new IngressReport();
        report.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(key.name())
                .build());
        return report;
    }

    /** The report as it begins, owned by its Ingress, without status. */
    public static IngressReport report(Ingress ingress, Instance instance) {
        IngressReport report = bare(ingress.key());
        report.setMetadata(new ObjectMetaBuilder(report.getMetadata())
                .withLabels(instance.labels())
                .addNewOwnerReference()
                .withApiVersion("networking.k8s.io/v1")
                .withKind("Ingress")
                .withName(ingress.key().name())
                .withUid(ingress.uid())
                .endOwnerReference()
                .build());
        return report;
    }
}
