package io.headgate.operator.proxyclass;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.loadbalancer.ContributionJson;
import io.headgate.operator.loadbalancer.IngressReports;
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
        return new IngressReportStatus(
                ingress.generation(),
                Snapshot.PROXY,
                List.of(
                        conditions.accepted(own, ingress.generation(), before),
                        programmed(ingress, contribution, around, before),
                        targetsHealthy(ingress, contribution, before),
                        certificateReady(ingress, contribution, before)),
                ReportConditions.findings(
                        Stream.concat(own.stream(), around.stream()).toList()),
                contribution == null
                        ? List.of()
                        : IngressReports.rules(contribution, group.compilation().stack()),
                contribution == null ? kept(before) : ContributionJson.write(contribution));
    }

    private static @Nullable JsonNode kept(@Nullable IngressReportStatus before) {
        return before == null ? null : before.acceptedContribution();
    }

    private ReportCondition programmed(
            Ingress ingress,
            @Nullable Contribution contribution,
            List<Finding> around,
            @Nullable IngressReportStatus before) {
        long generation = ingress.generation();
        if (contribution == null) {
            return conditions.of("Programmed", "False", "Refused", "the Ingress is refused", null, generation, before);
        }
        return around.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> conditions.of(
                        "Programmed",
                        "False",
                        finding.reason(),
                        finding.object() + ": " + finding.message(),
                        finding.remedy(),
                        generation,
                        before))
                .orElseGet(() -> conditions.of("Programmed", "True", "Served", "", null, generation, before));
    }

    private ReportCondition targetsHealthy(
            Ingress ingress, @Nullable Contribution contribution, @Nullable IngressReportStatus before) {
        List<List<TargetHealth>> groups = contribution == null
                ? List.of()
                : contribution.targets().stream()
                        .map(part -> part.targetGroup().resource())
                        .map(resource -> plane.targetHealth(new TargetGroupRef.InStack(resource)))
                        .toList();
        long total = groups.stream().mapToLong(List::size).sum();
        long healthy = groups.stream().mapToLong(ProxyReports::healthy).sum();
        boolean each = groups.stream().allMatch(group -> healthy(group) > 0);
        return conditions.of(
                "TargetsHealthy",
                each ? "True" : "False",
                each ? "Healthy" : "UnhealthyTargetGroup",
                healthy + " of " + total + " targets are healthy",
                each ? null : "see that the pods are ready, answer the health check, and may be reached",
                ingress.generation(),
                before);
    }

    private static long healthy(List<TargetHealth> group) {
        return group.stream().filter(target -> target.state().equals("healthy")).count();
    }

    private ReportCondition certificateReady(
            Ingress ingress, @Nullable Contribution contribution, @Nullable IngressReportStatus before) {
        long generation = ingress.generation();
        List<Contribution.ListenerPart> secure = contribution == null
                ? List.of()
                : contribution.listeners().stream()
                        .filter(listener -> listener.protocol().equals("HTTPS"))
                        .toList();
        boolean selfSigned = secure.stream()
                .flatMap(listener -> listener.certificates().stream())
                .anyMatch(LocalCertificates::isSelfSigned);
        return selfSigned
                ? conditions.of(
                        "CertificateReady",
                        "False",
                        "SelfSignedCertificate",
                        "A host has a certificate that no client trusts",
                        "name a Secret with tls.crt and tls.key in spec.tls",
                        generation,
                        before)
                : conditions.of(
                        "CertificateReady",
                        "True",
                        secure.isEmpty() ? "NotNeeded" : "CertificateFound",
                        "",
                        null,
                        generation,
                        before);
    }
}
