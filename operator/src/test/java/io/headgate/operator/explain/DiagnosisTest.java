package io.headgate.operator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to fail, and what the screen says of it first. */
final class DiagnosisTest {

    private static final ObjectKey KEY = new ObjectKey("shop", "web");
    private static final String TIME = "2026-01-02T03:04:05Z";

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(
                        "no class",
                        known -> known.with(new Place.Foreign()),
                        "no IngressClass of Headgate",
                        "kubectl get ingressclasses"),
                failure(
                        "class parameters are missing",
                        known -> known.with(new Place.Refused(
                                error("FailedLoadGroupID", "IngressClassParams dev is not there", "create it"))),
                        "IngressClassParams dev is not there",
                        "create it"),
                failure(
                        "no operator",
                        known -> known.with((IngressReportStatus) null).with(group()),
                        "no operator has looked at it",
                        "see that the operator runs"),
                failure(
                        "an operator that lags",
                        known -> known.with(report(1)),
                        "looked at generation 1, but generation 2",
                        ""),
                failure(
                        "another controller works",
                        known -> known.with(
                                group(
                                        ready(
                                                "Observing",
                                                "would make CreateRule: aws-load-balancer-controller renews its Lease kube-system/x; stop it"))),
                        "only observes",
                        "stop it"),
                failure(
                        "the account cannot be asked",
                        known -> known.unread("ExpiredToken: the token is expired"),
                        "ExpiredToken",
                        "credentials"),
                failure(
                        "the operator cannot ask",
                        known -> known.with(group(ready(
                                "CloudUnreachable", "AccessDenied: not authorized to perform ec2:DescribeSubnets"))),
                        "ec2:DescribeSubnets",
                        "IAM policy"),
                failure(
                        "the Service is missing",
                        known -> known.with(
                                error("FailedBuildModel", "Service web does not exist", "create the Service")),
                        "Service web does not exist",
                        "create the Service"),
                failure(
                        "a limit is reached",
                        known -> known.with(error("QuotaExceeded", "100 of 100 rules are used", "use fewer rules")),
                        "100 of 100 rules",
                        "use fewer rules"),
                failure(
                        "a call is denied",
                        known -> known.with(step(
                                "CreateRule arn",
                                "AccessDenied: not authorized to perform elasticloadbalancing:CreateRule")),
                        "elasticloadbalancing:CreateRule",
                        "IAM policy"),
                failure(
                        "AWS refuses for a limit",
                        known -> known.with(step("CreateTargetGroup x", "TooManyTargetGroups: no more")),
                        "TooManyTargetGroups",
                        "ask AWS for a higher limit"),
                failure(
                        "a replacement waits",
                        known -> known.with(group(condition(
                                "ReplacementRequired",
                                "NotApproved",
                                "another load balancer is needed. Approve: kubectl annotate x headgate.io/approve=1"))),
                        "ReplacementRequired",
                        "kubectl annotate x"),
                failure(
                        "deletion is blocked",
                        known -> known.with(
                                group(
                                        condition(
                                                "RemovalBlocked",
                                                "InUse",
                                                "security group sg-1 is named by rule sgr-2 of sg-9 (inbound tcp 80), which is not ours: remove that rule -> remove what still uses it"))),
                        "rule sgr-2 of sg-9",
                        "remove what still uses it"),
                failure(
                        "a certificate is not validated",
                        known -> known.with(report(
                                2,
                                reported(
                                        "CertificateReady",
                                        "CertificatePending",
                                        "ACM waits for the record _x.example.com",
                                        "write the record"))),
                        "_x.example.com",
                        "write the record"),
                failure(
                        "a certificate expired",
                        known -> known.with(new Evidence.Certificate("arn:c", List.of("a.example.com"), "EXPIRED")),
                        "is EXPIRED",
                        "renew or replace it"),
                failure(
                        "the load balancer failed",
                        known -> known.with(new Evidence.Balancer("k8s-x", "x.elb", "internal", "failed")),
                        "k8s-x is failed",
                        "free addresses"),
                failure(
                        "the load balancer is new",
                        known -> known.with(new Evidence.Balancer("k8s-x", "x.elb", "internal", "provisioning")),
                        "still provisions",
                        ""),
                failure(
                        "no pod is ready",
                        known -> known.with(targets(0, null)),
                        "Service shop/web has no ready endpoint, of 2",
                        "kubectl -n shop get pods"),
                failure(
                        "the nodes let nobody in",
                        known -> known.with(targets(2, false, health("unhealthy", "Target.Timeout"))),
                        "no security group of the nodes",
                        "manage-backend-security-group-rules"),
                failure(
                        "pods do not answer",
                        known -> known.with(targets(2, true, health("unhealthy", "Target.Timeout"))),
                        "Target.Timeout",
                        "listen on the port"),
                failure(
                        "pods answer otherwise",
                        known -> known.with(targets(2, true, health("unhealthy", "Target.ResponseCodeMismatch"))),
                        "Target.ResponseCodeMismatch",
                        "healthcheck-path"),
                failure(
                        "pods are not registered",
                        known -> known.with(targets(2, true)),
                        "no target is registered",
                        "TargetGroupBinding"),
                failure(
                        "targets are new",
                        known -> known.with(targets(2, true, health("initial", "Elb.RegistrationInProgress"))),
                        "are initial",
                        ""),
                failure(
                        "a rule is shadowed",
                        known -> known.with(new Finding(
                                Finding.Severity.WARNING,
                                "Ingress shop/web",
                                "spec.rules[0]",
                                "Shadowed",
                                "never matches",
                                "remove it")),
                        "never matches",
                        "remove it"));
    }

    private static Arguments failure(String name, UnaryOperator<Known> change, String what, String remedy) {
        return Arguments.of(name, change, what, remedy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theFirstCauseIsOnTheScreenWithItsRemedy(String name, UnaryOperator<Known> change, String what, String remedy) {
        Evidence evidence = change.apply(Known.GOOD).evidence();

        Explanation explanation = new Explanation(evidence, Diagnosis.of(evidence));

        JsonNode first = explanation.json().path("causes").path(0);
        assertThat(first.path("what").asText()).contains(what);
        assertThat(first.path("what").asText() + first.path("remedy").asText()).contains(remedy);
        assertThat(explanation.text())
                .contains("What is wrong\n  1. ")
                .contains(what)
                .contains(remedy);
        assertThat(explanation.text().lines()).hasSizeLessThan(40);
        assertThat(explanation.wrong())
                .as(name)
                .isEqualTo(first.path("weight").asText().equals("wrong"));
    }

    @Test
    void nothingIsWrongWithWhatIsServed() {
        Evidence evidence = Known.GOOD.evidence();

        Explanation explanation = new Explanation(evidence, Diagnosis.of(evidence));

        assertThat(explanation.wrong()).isFalse();
        assertThat(explanation.text()).contains("""
                What is wrong
                  nothing

                Group
                  shop/web, LoadBalancer aws-shop-web, Ready True (Deployed)

                Load balancer
                  k8s-shop-web, internal, active, x.elb.amazonaws.com

                Rules
                  80  1  host a.example.com, path /  =>  forward to shop/web-web:80

                Targets
                  shop/web-web:80 (k8s-shop-web): 1 of 1 targets are healthy; Service shop/web has 2 of 2 endpoints ready
                    i-1:30080  healthy
                """.stripIndent());
    }

    @Test
    void whatLeadsToTheRestComesFirst() {
        Evidence evidence = Known.GOOD
                .with(error("FailedBuildModel", "Service web does not exist", "create it"))
                .with(targets(0, null))
                .with(step("CreateRule x", "TooManyRules: no more"))
                .evidence();

        List<Cause> causes = Diagnosis.of(evidence);

        assertThat(causes)
                .extracting(Cause::what)
                .satisfiesExactly(
                        first -> assertThat(first).contains("does not exist"),
                        second -> assertThat(second).contains("TooManyRules"),
                        third -> assertThat(third).contains("no ready endpoint"));
    }

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

        static final Known GOOD = new Known(
                group(ready("Deployed", "")),
                DiagnosisTest.report(2),
                List.of(),
                new Evidence.Balancer("k8s-shop-web", "x.elb.amazonaws.com", "internal", "active"),
                List.of(),
                List.of(DiagnosisTest.targets(2, true, health("healthy", ""))),
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
    }

    private static Finding error(String reason, String message, String remedy) {
        return new Finding(Finding.Severity.ERROR, "Ingress shop/web", "", reason, message, remedy);
    }

    private static Place group(Condition... conditions) {
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

    private static Condition ready(String reason, String message) {
        return condition("Ready", reason, message);
    }

    private static Condition condition(String type, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(TIME)
                .build();
    }

    private static IngressReportStatus report(long generation, ReportCondition... conditions) {
        return new IngressReportStatus(generation, "aws-shop-web", List.of(conditions), List.of(), List.of(), null);
    }

    private static ReportCondition reported(String type, String reason, String message, String remedy) {
        return new ReportCondition(type, "False", 2L, TIME, reason, message, remedy);
    }

    private static PendingStep step(String step, String reason) {
        return new PendingStep(step, "none", List.of(), reason);
    }

    private static Evidence.Targets targets(int ready, @Nullable Boolean reachable, TargetHealth... targets) {
        return new Evidence.Targets(
                "shop/web-web:80", "k8s-shop-web", KEY, ready, 2, List.of(targets), ready > 0, reachable);
    }

    private static TargetHealth health(String state, String reason) {
        return new TargetHealth(new Target("i-1", 30080, null), state, reason, "");
    }
}
