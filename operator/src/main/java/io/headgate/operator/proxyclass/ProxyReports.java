package io.headgate.operator.proxyclass;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.loadbalancer.MemberReport;
import io.headgate.operator.serve.LocalCertificates;
import io.headgate.operator.serve.ServedGroup;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.watch.Snapshot;
import io.headgate.proxy.DataPlane;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the report of an Ingress says that the proxy serves. Targets are as the replica sees them that writes. */
final class ProxyReports {

    private final ReportConditions conditions;
    private final DataPlane plane;

    ProxyReports(ReportConditions conditions, DataPlane plane) {
        this.conditions = conditions;
        this.plane = plane;
    }

    IngressReportStatus after(Served served, ServedGroup group, Ingress ingress, @Nullable IngressReportStatus before) {
        Contribution contribution = group.compilation().contributions().get(ingress.key());
        List<Finding> own = served.own(group, ingress.key());
        List<Finding> around = contribution == null ? List.of() : served.around(group, contribution);
        MemberReport report = new MemberReport(conditions, ingress, contribution, before);
        return report.status(
                Snapshot.PROXY,
                List.of(
                        report.accepted(own),
                        contribution == null ? report.refused() : programmed(around, report),
                        targetsHealthy(contribution, report),
                        certificateReady(report)),
                Stream.concat(own.stream(), around.stream()).toList(),
                group.compilation());
    }

    private static ReportCondition programmed(List<Finding> around, MemberReport report) {
        return around.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> report.programmed(
                        "False", finding.reason(), finding.object() + ": " + finding.message(), finding.remedy()))
                .orElseGet(() -> report.programmed("True", "Served", "", null));
    }

    private ReportCondition targetsHealthy(@Nullable Contribution contribution, MemberReport report) {
        List<List<TargetHealth>> groups = contribution == null
                ? List.of()
                : contribution.targets().stream()
                        .map(Contribution.TargetPart::resource)
                        .map(resource -> plane.targetHealth(new TargetGroupRef.InStack(resource)))
                        .toList();
        return report.targetsHealthy(
                groups.stream().mapToLong(ProxyReports::healthy).sum(),
                groups.stream().mapToLong(List::size).sum(),
                groups.stream().allMatch(group -> healthy(group) > 0),
                0);
    }

    private static long healthy(List<TargetHealth> group) {
        return group.stream().filter(target -> target.state().equals("healthy")).count();
    }

    private static ReportCondition certificateReady(MemberReport report) {
        boolean selfSigned = report.secure().stream()
                .flatMap(listener -> listener.certificates().stream())
                .anyMatch(LocalCertificates::isSelfSigned);
        return selfSigned
                ? report.certificateNotReady(
                        "SelfSignedCertificate",
                        "A host has a certificate that no client trusts",
                        "name a Secret with tls.crt and tls.key in spec.tls")
                : report.certificateReady();
    }
}
