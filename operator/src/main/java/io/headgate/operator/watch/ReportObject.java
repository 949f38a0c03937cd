package io.headgate.operator.watch;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.translate.Metadata;
import org.jspecify.annotations.Nullable;

/** An IngressReport as it is in the cluster. */
public record ReportObject(ObjectKey key, @Nullable IngressReportStatus status) {

    static ReportObject read(IngressReport object) {
        return new ReportObject(Metadata.key(object), object.getStatus());
    }
}
