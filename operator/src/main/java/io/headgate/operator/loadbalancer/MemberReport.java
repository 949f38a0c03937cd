package io.headgate.operator.loadbalancer;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Compilation;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.state.RuleText;
import io.headgate.operator.status.ReportConditions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report in the making: what the report of a member says in the same way wherever the member is served.
 *
 * @param contribution what the member gives to its group; null if it is refused and nothing was ever accepted of it
 * @param before the report that is there; null if there is none
 */
public record MemberReport(
        ReportConditions conditions,
        Ingress ingress,
        @Nullable Contribution contribution,
        @Nullable IngressReportStatus before) {

    private static final RuleText TEXT = new RuleText(arn -> arn);

    /**
     * The whole report.
     *
     * @param findings what is to be told of the member, in this order
     * @param compilation of the group; the rules of the member are found in it
     */
    public IngressReportStatus status(
            String loadBalancer, List<ReportCondition> all, List<Finding> findings, Compilation compilation) {
        return new IngressReportStatus(
                ingress.generation(),
                loadBalancer,
                all,
                ReportConditions.findings(findings),
                contribution == null ? List.of() : rules(contribution, compilation),
                contribution == null ? kept() : ContributionJson.write(contribution));
    }

    /** What was accepted before stays known even if this pass could not use it. */
    private @Nullable JsonNode kept() {
        return before == null ? null : before.acceptedContribution();
    }

    public ReportCondition accepted(List<Finding> findings) {
        return conditions.accepted(findings, ingress.generation(), before);
    }

    public ReportCondition programmed(String status, String reason, String message, @Nullable String remedy) {
        return condition("Programmed", status, reason, message, remedy);
    }

    /** Programmed, for a member that gives nothing to its group. */
    public ReportCondition refused() {
        return programmed("False", "Refused", "the Ingress is refused", null);
    }

    /**
     * How many targets are healthy.
     *
     * @param each whether each target group has a healthy target
     * @param missedGates pods that should tell their target's health in a readiness gate and have none
     */
    public ReportCondition targetsHealthy(long healthy, long total, boolean each, int missedGates) {
        return condition(
                "TargetsHealthy",
                each ? "True" : "False",
                each ? "Healthy" : "UnhealthyTargetGroup",
                healthy + " of " + total + " targets are healthy"
                        + (missedGates == 0 ? "" : "; " + missedGates + " pods have no readiness gate"),
                each
                        ? missedGates == 0 ? null : "restart the pods, so that rollouts wait for their targets"
                        : "see that the pods are ready, answer the health check, and may be reached");
    }

    /** Nothing was heard of the targets yet: what was known before, unknown at first. */
    public ReportCondition targetsUnknown() {
        return conditions.unknown("TargetsHealthy", "Waiting", ingress.generation(), before);
    }

    /** For a member that would be refused if a certificate were missing. */
    public ReportCondition certificateReady() {
        return condition("CertificateReady", "True", secure().isEmpty() ? "NotNeeded" : "CertificateFound", "", null);
    }

    public ReportCondition certificateNotReady(String reason, String message, @Nullable String remedy) {
        return condition("CertificateReady", "False", reason, message, remedy);
    }

    /** The member's HTTPS listeners. */
    public List<Contribution.ListenerPart> secure() {
        return contribution == null
                ? List.of()
                : contribution.listeners().stream()
                        .filter(listener -> listener.protocol().equals("HTTPS"))
                        .toList();
    }

    private ReportCondition condition(
            String type, String status, String reason, String message, @Nullable String remedy) {
        return conditions.of(type, status, reason, message, remedy, ingress.generation(), before);
    }

    /** The rules of the stack in which the member has a part. */
    public static List<ReportRule> rules(Contribution contribution, Compilation compilation) {
        return compilation.rulesOf(contribution.ingress()).stream()
                .map(made -> new ReportRule(
                        made.port(),
                        made.rule().priority(),
                        made.rule().routing().conditions().stream()
                                .map(RuleText::condition)
                                .toList(),
                        made.rule().routing().actions().stream()
                                .map(TEXT::action)
                                .toList(),
                        targetGroups(made.rule().routing().actions())))
                .toList();
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
