package io.headgate.operator.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.translate.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * An IngressReport as it is in the cluster. The contribution in it, which is looked at rarely, is kept as text: as a tree it takes ten times
 * the memory.
 *
 * @param bare the status without the contribution
 * @param contribution as JSON; empty if there is none
 */
public record ReportObject(ObjectKey key, @Nullable IngressReportStatus bare, String contribution) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ReportObject read(IngressReport object) {
        IngressReportStatus status = object.getStatus();
        JsonNode contribution = status == null ? null : status.acceptedContribution();
        return new ReportObject(
                Metadata.key(object),
                status == null ? null : with(status, null),
                contribution == null ? "" : contribution.toString());
    }

    /** All of the status. */
    public @Nullable IngressReportStatus status() {
        IngressReportStatus present = bare;
        return present == null || contribution.isEmpty() ? present : with(present, parsed());
    }

    private JsonNode parsed() {
        try {
            return JSON.readTree(contribution);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON is no JSON", e);
        }
    }

    private static IngressReportStatus with(IngressReportStatus status, @Nullable JsonNode contribution) {
        return new IngressReportStatus(
                status.observedGeneration(),
                status.loadBalancer(),
                status.conditions(),
                status.findings(),
                status.rules(),
                contribution);
    }
}
