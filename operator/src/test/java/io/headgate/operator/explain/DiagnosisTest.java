package io.headgate.operator.explain;

import static io.headgate.operator.explain.Known.condition;
import static io.headgate.operator.explain.Known.error;
import static io.headgate.operator.explain.Known.group;
import static io.headgate.operator.explain.Known.health;
import static io.headgate.operator.explain.Known.ready;
import static io.headgate.operator.explain.Known.report;
import static io.headgate.operator.explain.Known.reported;
import static io.headgate.operator.explain.Known.step;
import static io.headgate.operator.explain.Known.targets;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.finding.Finding;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.operator.explain.Evidence.Place;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to fail, and what the screen says of it first. */
final class DiagnosisTest {

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
}
