package io.headgate.operator.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.watch.ReportObject;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IngressMetricsTest {

    private static final String REFUSED = "headgate_ingress_failing{condition=\"Accepted\",ingress=\"web\","
            + "namespace=\"shop\",reason=\"FailedBuildModel\"} 1";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final IngressMetrics metrics = new IngressMetrics(registry);

    @Test
    void tellsWhatFails_asLongAsItDoes() {
        ReportObject well = report(condition("Accepted", "True", "Accepted"));
        ReportObject refused = report(condition("Accepted", "False", "FailedBuildModel"));
        ReportObject other =
                report(condition("Accepted", "True", "Accepted"), condition("Programmed", "False", "Quota"));

        metrics.changed(null, well);
        assertThat(registry.scrape()).doesNotContain("headgate_ingress_failing{");

        metrics.changed(well, refused);
        metrics.changed(refused, refused);
        assertThat(registry.scrape()).containsOnlyOnce(REFUSED);

        metrics.changed(refused, other);
        assertThat(registry.scrape()).doesNotContain(REFUSED).contains("reason=\"Quota\"");

        metrics.changed(other, null);
        assertThat(registry.scrape()).doesNotContain("shop");
    }

    private static ReportObject report(ReportCondition... conditions) {
        return new ReportObject(
                new ObjectKey("shop", "web"),
                new IngressReportStatus(1L, null, List.of(conditions), List.of(), List.of(), null),
                "");
    }

    private static ReportCondition condition(String type, String status, String reason) {
        return new ReportCondition(type, status, 1L, "2026-01-01T00:00:00Z", reason, "because", null);
    }
}
