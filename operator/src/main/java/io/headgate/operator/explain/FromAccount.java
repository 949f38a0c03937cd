package io.headgate.operator.explain;

import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Compilation;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.explain.Evidence.Place;
import io.headgate.operator.loadbalancer.GroupPlans.GroupPlan;
import io.headgate.operator.loadbalancer.MemberReport;
import io.headgate.operator.preview.LiveCluster;
import io.headgate.operator.state.GateText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the account says just now, of an Ingress that belongs to a group. */
final class FromAccount {

    private final LiveCluster cluster;
    private final Ingress ingress;
    private final Place.InGroup place;
    private final @Nullable IngressReportStatus report;
    private final Optional<GroupInputs> inputs;
    private final GroupPlan plan;
    private final Reach reach;

    /** @throws io.headgate.core.cloud.CloudException if the account cannot be asked */
    FromAccount(
            LiveCluster cluster,
            Ingress ingress,
            Place.InGroup place,
            @Nullable IngressReportStatus report,
            Map<String, List<Permission>> nodePermissions) {
        this.cluster = cluster;
        this.ingress = ingress;
        this.place = place;
        this.report = report;
        GroupId group = GroupId.parse(place.group());
        this.inputs = cluster.membership().group(group);
        this.plan = inputs.map(cluster.plans()::plan)
                .orElseGet(() -> cluster.plans().removal(group));
        this.reach = new Reach(cluster.view(), plan.observed(), nodePermissions);
    }

    Evidence evidence(List<Evidence.Event> events) {
        Compilation compilation = plan.compilation();
        Contribution contribution =
                compilation == null ? null : compilation.contributions().get(ingress.key());
        List<Finding> findings =
                compilation == null ? List.of() : compilation.findings().getOrDefault(ingress.key(), List.of());
        List<ReportRule> rules =
                compilation == null || contribution == null ? List.of() : MemberReport.rules(contribution, compilation);
        return new Evidence(
                ingress,
                place,
                report,
                findings,
                rules,
                balancers().findFirst().map(FromAccount::balancer).orElse(null),
                plan.plan().steps().stream().map(this::pending).toList(),
                contribution == null
                        ? List.of()
                        : contribution.targets().stream()
                                .map(part -> targets(part.targetGroup().resource()))
                                .toList(),
                certificates(),
                reach.lines(),
                events,
                "");
    }

    private Stream<LoadBalancer> balancers() {
        return plan.observed().loadBalancers().stream()
                .filter(balancer -> balancer.type().equals("application"));
    }

    private static Evidence.Balancer balancer(LoadBalancer balancer) {
        LoadBalancer.Status status = balancer.status();
        return new Evidence.Balancer(
                balancer.name(),
                status == null ? "" : status.dnsName().toLowerCase(Locale.ROOT),
                balancer.scheme(),
                status == null ? "" : status.code());
    }

    /** As planned now, with the reason that the operator last had for not doing it. */
    private PendingStep pending(PlannedStep planned) {
        String step = planned.step().call() + " " + planned.step().handle();
        String reason = Optional.ofNullable(place.status()).stream()
                .flatMap(status -> status.pendingPlan().stream())
                .filter(known -> known.step().equals(step))
                .map(PendingStep::reason)
                .findFirst()
                .orElse(null);
        return new PendingStep(step, planned.risk().name().toLowerCase(Locale.ROOT), GateText.of(planned), reason);
    }

    private Evidence.Targets targets(String resource) {
        Endpoints endpoints = Endpoints.of(cluster.view(), ingress.key(), resource);
        Optional<TargetGroup> group = plan.observed().targetGroups().stream()
                .filter(each -> each.resource().equals(resource))
                .findFirst();
        Optional<List<TargetHealth>> health = group.map(TargetGroup::arn).flatMap(this::health);
        return new Evidence.Targets(
                resource,
                group.map(TargetGroup::name).orElse(""),
                endpoints.service(),
                endpoints.ready(),
                endpoints.all(),
                health.orElse(List.of()),
                health.isPresent(),
                group.map(TargetGroup::arn).flatMap(reach::reaches).orElse(null));
    }

    private Optional<List<TargetHealth>> health(String arn) {
        return switch (cluster.cloud().targets().freshTargets(arn)) {
            case TargetRegistry.Result.Targets(List<TargetHealth> targets) -> Optional.of(targets);
            case TargetRegistry.Result.Failed ignored -> Optional.empty();
        };
    }

    private List<Evidence.Certificate> certificates() {
        Map<String, CloudFacts.Certificate> known = new HashMap<>();
        inputs.map(cluster.cloud()::facts).stream()
                .flatMap(facts -> facts.certificates().stream())
                .forEach(certificate -> known.put(certificate.arn(), certificate));
        return arns(plan.observed())
                .distinct()
                .map(arn -> Optional.ofNullable(known.get(arn))
                        .map(certificate -> new Evidence.Certificate(arn, certificate.names(), certificate.status()))
                        .orElseGet(() -> new Evidence.Certificate(arn, List.of(), "")))
                .toList();
    }

    private static Stream<String> arns(Stack observed) {
        return observed.loadBalancers().stream()
                .flatMap(balancer -> balancer.listeners().stream())
                .flatMap(listener -> listener.certificates().stream())
                .flatMap(certificate ->
                        certificate instanceof CertificateRef.ByArn(String arn) ? Stream.of(arn) : Stream.empty());
    }
}
