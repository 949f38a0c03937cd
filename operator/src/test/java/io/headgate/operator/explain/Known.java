package io.headgate.operator.explain;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.PendingStep;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.crds.report.IngressReportStatus.ReportRule;
import io.headgate.operator.explain.Evidence.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evidence that can be spoiled in one place. */
record Known(
        Place place,
        @Nullable IngressReportStatus report,
        List<Finding> findings,
        Evidence.@Nullable Balancer balancer,
        List<PendingStep> pending,
        List<Evidence.Targets> targets,
        List<Evidence.Certificate> certificates,
        String unread) {

    static final String TIME = "2026-01-02T03:04:05Z";
    private static final ObjectKey KEY = new ObjectKey("shop", "web");

    static final Known GOOD = new Known(
            group(ready("Deployed", "")),
            report(2),
            List.of(),
            new Evidence.Balancer("k8s-shop-web", "x.elb.amazonaws.com", "internal", "active"),
            List.of(),
            List.of(targets(2, true, health("healthy", ""))),
            List.of(),
            "");

    Known with(Place other) {
        return new Known(other, report, findings, balancer, pending, targets, certificates, unread);
    }

    Known with(@Nullable IngressReportStatus other) {
        return new Known(place, other, findings, balancer, pending, targets, certificates, unread);
    }

    Known with(Finding other) {
        return new Known(place, report, List.of(other), balancer, pending, targets, certificates, unread);
    }

    Known with(Evidence.Balancer other) {
        return new Known(place, report, findings, other, pending, targets, certificates, unread);
    }

    Known with(PendingStep other) {
        return new Known(place, report, findings, balancer, List.of(other), targets, certificates, unread);
    }

    Known with(Evidence.Targets other) {
        return new Known(place, report, findings, balancer, pending, List.of(other), certificates, unread);
    }

    Known with(Evidence.Certificate other) {
        return new Known(place, report, findings, balancer, pending, targets, List.of(other), unread);
    }

    Known unread(String why) {
        return new Known(place, report, findings, balancer, pending, targets, certificates, why);
    }

    Evidence evidence() {
        Ingress ingress = new Ingress(KEY, "uid", 2, Map.of(), Set.of(), false, "alb", null, List.of(), List.of());
        return new Evidence(
                ingress,
                place,
                report,
                findings,
                List.of(new ReportRule(
                        80,
                        1,
                        List.of("host a.example.com", "path /"),
                        List.of("forward to shop/web-web:80"),
                        List.of("shop/web-web:80"))),
                balancer,
                pending,
                targets,
                certificates,
                List.of("load balancers to targets: sg-1 lets in tcp 30080 from sg-2"),
                List.of(new Evidence.Event("Normal", "SuccessfullyReconciled", "done", 2, Instant.parse(TIME))),
                unread);
    }

    static Finding error(String reason, String message, String remedy) {
        return new Finding(Finding.Severity.ERROR, "Ingress shop/web", "", reason, message, remedy);
    }

    static Place group(Condition... conditions) {
        LoadBalancerStatus status = conditions.length == 0
                ? null
                : new LoadBalancerStatus(
                        1L,
                        null,
                        null,
                        List.of(conditions),
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new Place.InGroup("shop/web", "aws-shop-web", false, status);
    }

    static Condition ready(String reason, String message) {
        return condition("Ready", reason, message);
    }

    static Condition condition(String type, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(TIME)
                .build();
    }

    static IngressReportStatus report(long generation, ReportCondition... conditions) {
        return new IngressReportStatus(generation, "aws-shop-web", List.of(conditions), List.of(), List.of(), null);
    }

    static ReportCondition reported(String type, String reason, String message, String remedy) {
        return new ReportCondition(type, "False", 2L, TIME, reason, message, remedy);
    }

    static PendingStep step(String step, String reason) {
        return new PendingStep(step, "none", List.of(), reason);
    }

    static Evidence.Targets targets(int ready, @Nullable Boolean reachable, TargetHealth... targets) {
        return new Evidence.Targets(
                "shop/web-web:80", "k8s-shop-web", KEY, ready, 2, List.of(targets), ready > 0, reachable);
    }

    static TargetHealth health(String state, String reason) {
        return new TargetHealth(new Target("i-1", 30080, null), state, reason, "");
    }
}
