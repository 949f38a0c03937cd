package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupInputs;
import io.headgate.crds.loadbalancer.LoadBalancer;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.events.EventRecorder;
import io.headgate.operator.events.Regarding;
import io.headgate.operator.safety.Approved;
import io.headgate.operator.safety.DoubtKeeper;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.status.ServerSideApply;
import io.headgate.operator.watch.ClusterView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what came of a pass: status, reports, Events. Writes nothing that is already there. */
final class Publisher {

    private final ClusterView view;
    private final ServerSideApply writer;
    private final ReportWriter reportWriter;
    private final EventRecorder events;
    private final LoadBalancerStatuses statuses;
    private final IngressReports reports;

    Publisher(
            ClusterView view,
            ServerSideApply writer,
            ReportWriter reportWriter,
            EventRecorder events,
            LoadBalancerStatuses statuses,
            IngressReports reports) {
        this.view = view;
        this.writer = writer;
        this.reportWriter = reportWriter;
        this.events = events;
        this.statuses = statuses;
        this.reports = reports;
    }

    void publish(LoadBalancer object, Deployment deployment, Collection<Ingress> leaving) {
        for (GroupInputs.Member member : deployment.inputs().members()) {
            publish(object, deployment, member.ingress());
        }
        SafetyConditions.withheld(deployment.outcome())
                .ifPresent(hold -> blocked(leaving, hold.code(), hold.message()));
        LoadBalancerStatus before = object.getStatus();
        long generation = object.getMetadata().getGeneration();
        String name = object.getMetadata().getName();
        LoadBalancerStatus status = statuses.after(name, deployment, leaving, generation, before);
        status.conditions().stream()
                .filter(condition -> condition.getType().equals(DoubtKeeper.SUSPICIOUS))
                .forEach(condition -> events.warning(
                        Regarding.loadBalancer(name, object.getMetadata().getUid()),
                        condition.getType(),
                        condition.getMessage()));
        write(object, status, before);
    }

    /** Says of a load balancer why a pass could not even begin. */
    void unreachable(LoadBalancer object, String reason) {
        LoadBalancerStatus before = object.getStatus();
        long generation = object.getMetadata().getGeneration();
        write(object, statuses.unreachable(reason, generation, before), before);
    }

    /** Says of a group whose own things are gone what keeps those that it shared. */
    void removalBlocked(LoadBalancer object, Failure failure) {
        LoadBalancerStatus before = object.getStatus();
        long generation = object.getMetadata().getGeneration();
        write(object, statuses.removalBlocked(failure, generation, before), before);
    }

    /** Notes what was approved before it is done. */
    void remember(LoadBalancer object, Approved approved) {
        LoadBalancerStatus before = object.getStatus();
        if (!approved.things().isEmpty() && !approved.equals(Approved.of(before))) {
            LoadBalancerStatus remembered = statuses.approved(approved, before);
            write(object, remembered, before);
            object.setStatus(remembered);
        }
    }

    /** Says that nothing is removed because something is there that seemed to be gone. */
    void suspicious(LoadBalancer object, String overlooked) {
        LoadBalancerStatus before = object.getStatus();
        String message = "nothing is removed: " + overlooked + " is there, although it seemed to be gone";
        events.warning(
                Regarding.loadBalancer(
                        object.getMetadata().getName(), object.getMetadata().getUid()),
                DoubtKeeper.SUSPICIOUS,
                message);
        write(object, statuses.suspicious(message, object.getMetadata().getGeneration(), before), before);
    }

    /** Says of a group that is to go what is not done yet. */
    void departing(LoadBalancer object, Departure departure) {
        LoadBalancerStatus before = object.getStatus();
        String name = object.getMetadata().getName();
        long generation = object.getMetadata().getGeneration();
        write(object, statuses.departing(name, departure, generation, before), before);
    }

    /**
     * Says to those who wait what blocks the removal of their group.
     *
     * @param code one word for it
     */
    void blocked(Collection<Ingress> waiting, String code, String reason) {
        waiting.forEach(ingress -> events.warning(
                Regarding.ingress(ingress.key(), ingress.uid()),
                code,
                "Ingress " + ingress.key() + " cannot be released yet: " + reason));
    }

    private void write(LoadBalancer object, LoadBalancerStatus status, @Nullable LoadBalancerStatus before) {
        if (status.equals(before)) {
            return;
        }
        LoadBalancer withStatus = new LoadBalancer();
        withStatus.setMetadata(
                new ObjectMetaBuilder().withName(object.getMetadata().getName()).build());
        withStatus.setSpec(object.getSpec());
        withStatus.setStatus(status);
        view.loadBalancers.written(writer.applyStatus(withStatus));
    }

    private void publish(LoadBalancer object, Deployment deployment, Ingress ingress) {
        IngressReportStatus before = reportWriter.present(ingress.key()).orElse(null);
        IngressReportStatus status =
                reports.after(deployment, ingress, object.getMetadata().getName(), before);
        if (deployment.executed()) {
            tell(deployment, ingress, status, before);
        }
        reportWriter.write(ingress, status);
    }

    private void tell(
            Deployment deployment, Ingress ingress, IngressReportStatus status, @Nullable IngressReportStatus before) {
        Regarding regarding = Regarding.ingress(ingress.key(), ingress.uid());
        List<Finding> findings = deployment.compilation().findings().getOrDefault(ingress.key(), List.of());
        if (before == null || !before.findings().equals(ReportConditions.findings(findings))) {
            findings.stream()
                    .filter(finding -> finding.severity() != Finding.Severity.INFO)
                    .forEach(finding -> events.warning(regarding, finding.reason(), finding.oneLine()));
        }
        Contribution contribution = deployment.compilation().contributions().get(ingress.key());
        List<FailedStep> failures =
                contribution == null ? deployment.outcome().failures() : deployment.failuresOf(contribution);
        if (!failures.isEmpty()) {
            events.warning(
                    regarding,
                    "FailedDeployModel",
                    FailureText.of(failures) + " -> "
                            + FailureText.remedy(failures.getFirst().failure()));
        } else if (waitsForApproval(status).isPresent()) {
            ReportCondition waiting = waitsForApproval(status).get();
            events.warning(regarding, waiting.reason(), waiting.message());
        } else if (programmed(status) && !deployment.compilation().refused(ingress.key()) && isNews(status, before)) {
            events.normal(regarding, "SuccessfullyReconciled", "Successfully reconciled");
        }
    }

    /** Whether the Ingress, as it is now, has become what it asks for. */
    private static boolean isNews(IngressReportStatus status, @Nullable IngressReportStatus before) {
        return before == null
                || !before.rules().equals(status.rules())
                || !programmed(before)
                || !Objects.equals(before.acceptedContribution(), status.acceptedContribution());
    }

    private static Optional<ReportCondition> waitsForApproval(IngressReportStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Programmed")
                        && (condition.reason().equals(SafetyConditions.REPLACEMENT_REQUIRED)
                                || condition.reason().equals(SafetyConditions.REMOVALS_WAIT)))
                .findFirst();
    }

    private static boolean programmed(IngressReportStatus status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.type().equals("Programmed")
                        && condition.status().equals("True"));
    }
}
