package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.Gatekeeper.Hold;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.targets.HealthLedger.Health;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the report of a member says after a pass. */
final class IngressReports {

    private final ReportConditions conditions;
    private final HealthLedger health;

    IngressReports(ReportConditions conditions, HealthLedger health) {
        this.conditions = conditions;
        this.health = health;
    }

    IngressReportStatus after(
            Deployment deployment, Ingress ingress, String loadBalancer, @Nullable IngressReportStatus before) {
        List<Finding> findings = deployment.compilation().findings().getOrDefault(ingress.key(), List.of());
        Contribution contribution = deployment.compilation().contributions().get(ingress.key());
        MemberReport report = new MemberReport(conditions, ingress, contribution, before);
        return report.status(
                loadBalancer,
                List.of(
                        report.accepted(findings),
                        contribution == null
                                ? report.refused()
                                : programmed(deployment, loadBalancer, contribution, report),
                        targetsHealthy(deployment, contribution, report),
                        certificateReady(deployment, contribution, report)),
                findings,
                deployment.compilation());
    }

    private static ReportCondition programmed(
            Deployment deployment, String loadBalancer, Contribution contribution, MemberReport report) {
        List<FailedStep> failures = deployment.failuresOf(contribution);
        if (!failures.isEmpty()) {
            return report.programmed(
                    "False",
                    "FailedDeployModel",
                    FailureText.of(failures),
                    FailureText.remedy(failures.getFirst().failure()));
        }
        if (asksForReplacement(deployment, contribution)) {
            return report.programmed(
                    "False",
                    SafetyConditions.REPLACEMENT_REQUIRED,
                    SafetyConditions.replacement(loadBalancer, deployment.clearance())
                            .orElse(""),
                    "approve the plan as the message says, or take the change back");
        }
        if (deployment.executed()
                && deployment.withheld()
                && PendingPlan.wishesWait(deployment.plan(), deployment.outcome())) {
            return report.programmed(
                    "False",
                    SafetyConditions.REMOVALS_WAIT,
                    SafetyConditions.withheld(deployment.outcome())
                            .map(Hold::message)
                            .orElse(""),
                    "look at the LoadBalancer object for the plan, and approve it if it is to be done");
        }
        return deployment.settled() || deployment.withheld()
                ? pending(deployment, contribution)
                        .map(pending ->
                                report.programmed("False", "CertificatePending", pending.message(), pending.remedy()))
                        .orElseGet(() -> report.programmed("True", "Deployed", "", null))
                : report.programmed(
                        "False",
                        "Observing",
                        "changes are planned but not made",
                        "look at the LoadBalancer object for the plan");
    }

    /** Whether it is this member that wants a load balancer unlike the present one. */
    private static boolean asksForReplacement(Deployment deployment, Contribution contribution) {
        String scheme = contribution.loadBalancer().scheme();
        return deployment.executed()
                && deployment.clearance().replacementWaits()
                && scheme != null
                && deployment.outcome().observed().loadBalancers().stream()
                        .noneMatch(balancer -> balancer.scheme().equals(scheme));
    }

    private ReportCondition targetsHealthy(
            Deployment deployment, @Nullable Contribution contribution, MemberReport report) {
        Set<String> resources = contribution == null
                ? Set.of()
                : contribution.targets().stream()
                        .map(Contribution.TargetPart::resource)
                        .collect(Collectors.toSet());
        List<Health> seen = deployment.outcome().observed().targetGroups().stream()
                .filter(group -> resources.contains(group.resource()))
                .map(group -> health.of(group.arn() == null ? "" : group.arn()))
                .flatMap(Optional::stream)
                .toList();
        return seen.size() < resources.size()
                ? report.targetsUnknown()
                : report.targetsHealthy(
                        seen.stream().mapToInt(Health::healthy).sum(),
                        seen.stream().mapToInt(Health::total).sum(),
                        seen.stream().allMatch(group -> group.healthy() > 0),
                        seen.stream().mapToInt(Health::missedGates).sum());
    }

    private static ReportCondition certificateReady(
            Deployment deployment, @Nullable Contribution contribution, MemberReport report) {
        return pending(deployment, contribution)
                .map(pending -> report.certificateNotReady(pending.reason(), pending.message(), pending.remedy()))
                .orElseGet(report::certificateReady);
    }

    private static Optional<PendingCertificate> pending(Deployment deployment, @Nullable Contribution contribution) {
        return Optional.ofNullable(contribution)
                .map(Contribution::requestedCertificate)
                .flatMap(deployment::pendingCertificate)
                .map(PendingCertificate::of);
    }
}
