package io.headgate.operator.explain;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportFinding;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.explain.Evidence.Place;
import io.headgate.operator.watch.ClusterView;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator noted in the cluster, when the account is not asked. */
record FromStatus(
        ClusterView view,
        Ingress ingress,
        Place place,
        @Nullable IngressReportStatus report) {

    Evidence evidence(List<Evidence.Event> events, String unread) {
        List<ReportRule> rules = report == null ? List.of() : report.rules();
        LoadBalancerStatus status = place instanceof Place.InGroup group ? group.status() : null;
        return new Evidence(
                ingress,
                place,
                report,
                report == null
                        ? List.of()
                        : report.findings().stream().map(FromStatus::finding).toList(),
                rules,
                status == null ? null : balancer(status),
                status == null ? List.of() : status.pendingPlan(),
                rules.stream()
                        .flatMap(rule -> rule.targetGroups().stream())
                        .distinct()
                        .map(this::targets)
                        .toList(),
                List.of(),
                List.of(),
                events,
                unread);
    }

    private static Finding finding(ReportFinding said) {
        return new Finding(
                Finding.Severity.valueOf(said.severity().toUpperCase(Locale.ROOT)),
                said.object(),
                Objects.requireNonNullElse(said.field(), ""),
                said.reason(),
                said.message(),
                Objects.requireNonNullElse(said.remedy(), ""));
    }

    private static Evidence.@Nullable Balancer balancer(LoadBalancerStatus status) {
        LoadBalancerStatus.Address address = status.address();
        return address == null
                ? null
                : new Evidence.Balancer(Objects.requireNonNullElse(address.name(), ""), address.hostname(), "", "");
    }

    private Evidence.Targets targets(String resource) {
        Endpoints endpoints = Endpoints.of(view, ingress.key(), resource);
        return new Evidence.Targets(
                resource, "", endpoints.service(), endpoints.ready(), endpoints.all(), List.of(), false, null);
    }
}
