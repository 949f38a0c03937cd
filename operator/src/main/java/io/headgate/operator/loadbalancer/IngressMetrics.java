package io.headgate.operator.loadbalancer;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.ReportObject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which conditions of Ingresses are false and why, as {@code headgate.ingress.failing}: one series for each such condition, for as long as
 * it is so. Where all is well there is none, however many Ingresses there are. Safe for use by many threads.
 */
public final class IngressMetrics {

    private final MeterRegistry registry;
    private final Map<ObjectKey, Map<Failing, Meter.Id>> shown = new HashMap<>();

    private record Failing(String condition, String reason) {}

    IngressMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Follows the IngressReports as long as the view is watched. */
    public static void follow(ClusterView view, MeterRegistry registry) {
        IngressMetrics metrics = new IngressMetrics(registry);
        view.reports.listen(metrics::changed);
    }

    void changed(@Nullable ReportObject before, @Nullable ReportObject now) {
        if (now != null) {
            show(now.key(), failing(now));
        } else if (before != null) {
            show(before.key(), Set.of());
        }
    }

    private static Set<Failing> failing(ReportObject report) {
        IngressReportStatus status = report.bare();
        return status == null
                ? Set.of()
                : status.conditions().stream()
                        .filter(condition -> condition.status().equals("False"))
                        .map(IngressMetrics::failing)
                        .collect(Collectors.toSet());
    }

    private static Failing failing(ReportCondition condition) {
        return new Failing(condition.type(), condition.reason());
    }

    private synchronized void show(ObjectKey ingress, Set<Failing> failing) {
        Map<Failing, Meter.Id> present = shown.computeIfAbsent(ingress, key -> new HashMap<>());
        present.entrySet().removeIf(entry -> !failing.contains(entry.getKey()) && removed(entry.getValue()));
        failing.forEach(each -> present.computeIfAbsent(each, key -> register(ingress, key)));
        if (present.isEmpty()) {
            shown.remove(ingress);
        }
    }

    private boolean removed(Meter.Id meter) {
        registry.remove(meter);
        return true;
    }

    private Meter.Id register(ObjectKey ingress, Failing failing) {
        Tags tags = Tags.of(
                "namespace", ingress.namespace(),
                "ingress", ingress.name(),
                "condition", failing.condition(),
                "reason", failing.reason());
        return Gauge.builder("headgate.ingress.failing", () -> 1)
                .description("A condition of an Ingress that is false")
                .tags(tags)
                .strongReference(true)
                .register(registry)
                .getId();
    }
}
