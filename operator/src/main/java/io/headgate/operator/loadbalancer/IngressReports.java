package io.headgate.operator.loadbalancer;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.state.RuleText;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.targets.HealthLedger;
import io.headgate.operator.targets.HealthLedger.Health;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the report of a member says after a pass. */
public final class IngressReports {

    private static final RuleText TEXT = new RuleText(arn -> arn);

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
        Stack desired = deployment.compilation().stack();
        return new IngressReportStatus(
                ingress.generation(),
                loadBalancer,
                List.of(
                        conditions.accepted(findings, ingress.generation(), before),
                        programmed(deployment, ingress, contribution, before),
                        targetsHealthy(deployment, ingress, contribution, before),
                        certificateReady(deployment, ingress, contribution, before)),
                ReportConditions.findings(findings),
                contribution == null ? List.of() : rules(contribution, desired),
                contribution == null ? kept(before) : ContributionJson.write(contribution));
    }

    /** What was accepted before stays known even if this pass could not use it. */
    private static @Nullable JsonNode kept(@Nullable IngressReportStatus before) {
        return before == null ? null : before.acceptedContribution();
    }

    private ReportCondition programmed(
            Deployment deployment,
            Ingress ingress,
            @Nullable Contribution contribution,
            @Nullable IngressReportStatus before) {
        if (contribution == null) {
            return conditions.of(
                    "Programmed", "False", "Refused", "the Ingress is refused", null, ingress.generation(), before);
        }
        Optional<PendingCertificate> pending = pending(deployment, contribution);
        List<FailedStep> failures = deployment.failuresOf(contribution);
        boolean done = failures.isEmpty() && deployment.settled();
        if (done && pending.isPresent()) {
            return conditions.of(
                    "Programmed",
                    "False",
                    "CertificatePending",
                    pending.get().message(),
                    pending.get().remedy(),
                    ingress.generation(),
                    before);
        }
        if (done) {
            return conditions.of("Programmed", "True", "Deployed", "", null, ingress.generation(), before);
        }
        return failures.isEmpty()
                ? conditions.of(
                        "Programmed",
                        "False",
                        "Observing",
                        "changes are planned but not made",
                        "look at the LoadBalancer object for the plan",
                        ingress.generation(),
                        before)
                : conditions.of(
                        "Programmed",
                        "False",
                        "FailedDeployModel",
                        FailureText.of(failures),
                        FailureText.remedy(failures.getFirst().failure()),
                        ingress.generation(),
                        before);
    }

    private ReportCondition targetsHealthy(
            Deployment deployment,
            Ingress ingress,
            @Nullable Contribution contribution,
            @Nullable IngressReportStatus before) {
        Set<String> resources = new LinkedHashSet<>();
        if (contribution != null) {
            contribution
                    .targets()
                    .forEach(part -> resources.add(part.targetGroup().resource()));
        }
        List<Health> seen = deployment.outcome().observed().targetGroups().stream()
                .filter(group -> resources.contains(group.resource()))
                .map(group -> health.of(group.arn() == null ? "" : group.arn()))
                .flatMap(Optional::stream)
                .toList();
        if (seen.size() < resources.size()) {
            return conditions.unknown("TargetsHealthy", "Waiting", ingress.generation(), before);
        }
        int total = seen.stream().mapToInt(Health::total).sum();
        int healthy = seen.stream().mapToInt(Health::healthy).sum();
        int missedGates = seen.stream().mapToInt(Health::missedGates).sum();
        boolean each = seen.stream().allMatch(group -> group.healthy() > 0);
        return conditions.of(
                "TargetsHealthy",
                each ? "True" : "False",
                each ? "Healthy" : "UnhealthyTargetGroup",
                healthy + " of " + total + " targets are healthy"
                        + (missedGates == 0 ? "" : "; " + missedGates + " pods have no readiness gate"),
                each
                        ? missedGates == 0 ? null : "restart the pods, so that rollouts wait for their targets"
                        : "see that the pods are ready, answer the health check, and may be reached",
                ingress.generation(),
                before);
    }

    private static Optional<PendingCertificate> pending(Deployment deployment, @Nullable Contribution contribution) {
        return Optional.ofNullable(contribution)
                .map(Contribution::requestedCertificate)
                .flatMap(deployment::pendingCertificate)
                .map(PendingCertificate::of);
    }

    private ReportCondition certificateReady(
            Deployment deployment,
            Ingress ingress,
            @Nullable Contribution contribution,
            @Nullable IngressReportStatus before) {
        Optional<PendingCertificate> pending = pending(deployment, contribution);
        if (pending.isPresent()) {
            return conditions.of(
                    "CertificateReady",
                    "False",
                    pending.get().reason(),
                    pending.get().message(),
                    pending.get().remedy(),
                    ingress.generation(),
                    before);
        }
        boolean needed = contribution != null
                && contribution.listeners().stream()
                        .anyMatch(listener -> listener.protocol().equals("HTTPS"));
        return conditions.of(
                "CertificateReady",
                "True",
                needed ? "CertificateFound" : "NotNeeded",
                "",
                null,
                ingress.generation(),
                before);
    }

    /** The rules of the stack that are the member's, found by what they do. */
    public static List<ReportRule> rules(Contribution contribution, Stack desired) {
        List<ReportRule> rules = new ArrayList<>();
        for (Contribution.ListenerPart part : contribution.listeners()) {
            desired.loadBalancers().stream()
                    .flatMap(balancer -> balancer.listeners().stream())
                    .filter(listener -> listener.resource().equals(Integer.toString(part.port())))
                    .flatMap(listener -> listener.rules().stream())
                    .filter(rule -> part.makes(rule.routing()))
                    .map(rule -> new ReportRule(
                            part.port(),
                            rule.priority(),
                            rule.routing().conditions().stream()
                                    .map(RuleText::condition)
                                    .toList(),
                            rule.routing().actions().stream().map(TEXT::action).toList(),
                            targetGroups(rule.routing().actions())))
                    .forEach(rules::add);
        }
        return rules;
    }

    /** Target groups of the stack to which the actions forward. */
    private static List<String> targetGroups(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> action instanceof Action.Forward(var groups, var ignored)
                        ? groups.stream()
                        : Stream.<Action.WeightedTargetGroup>empty())
                .flatMap(group -> group.targetGroup() instanceof TargetGroupRef.InStack(String resource)
                        ? Stream.of(resource)
                        : Stream.empty())
                .distinct()
                .toList();
    }
}
