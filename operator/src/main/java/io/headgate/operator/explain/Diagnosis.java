package io.headgate.operator.explain;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.finding.Finding;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.explain.Evidence.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an Ingress. In the order in which one thing leads to another: who is not ours is not compiled, what is not compiled is
 * not made, what is not made has no targets. So the first is worth repairing first.
 */
final class Diagnosis {

    private final Evidence evidence;
    private final List<Cause> causes = new ArrayList<>();

    private Diagnosis(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<Cause> of(Evidence evidence) {
        return new Diagnosis(evidence).causes();
    }

    private List<Cause> causes() {
        switch (evidence.place()) {
            case Place.Foreign() ->
                wrong(
                        "no IngressClass of Headgate: "
                                + (evidence.ingress().ingressClassName() == null
                                        ? "spec.ingressClassName is not set, and no class is the default"
                                        : "class " + evidence.ingress().ingressClassName()
                                                + " names a controller that this is not about"),
                        "set spec.ingressClassName to a class of controller ingress.k8s.aws/alb or headgate.io/alb:"
                                + " kubectl get ingressclasses");
            case Place.Refused(Finding finding) -> tell(finding);
            case Place.InGroup group -> inGroup(group);
        }
        evidence.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .forEach(this::tell);
        return List.copyOf(causes);
    }

    private void inGroup(Place.InGroup group) {
        if (!evidence.unread().isEmpty()) {
            wrong(
                    "the account cannot be asked: " + evidence.unread(),
                    "see that credentials, region and network allow it; what follows is what was known before");
        }
        unattended(group);
        evidence.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .forEach(this::tell);
        conditions(group.status());
        steps();
        reported();
        if (!evidence.ingress().deleting()) {
            balancer(group);
            evidence.targets().forEach(each -> TargetCauses.of(each).forEach(causes::add));
            certificates();
        }
    }

    /** Nobody looks at it, or not yet. */
    private void unattended(Place.InGroup group) {
        IngressReportStatus report = evidence.report();
        if (report == null && group.status() == null) {
            wrong(
                    "no operator has looked at it: there is neither a report nor a LoadBalancer " + group.object(),
                    "see that the operator runs, leads and reaches the API server:"
                            + " kubectl -n kube-system get pods,leases");
        } else if (report != null
                && report.observedGeneration() != null
                && report.observedGeneration() < evidence.ingress().generation()) {
            waiting("the operator has looked at generation " + report.observedGeneration() + ", but generation "
                    + evidence.ingress().generation() + " is there");
        }
    }

    /** What the group says of itself: that something is not done for safety's sake, or stands in the way. */
    private void conditions(@Nullable LoadBalancerStatus status) {
        if (status == null) {
            return;
        }
        for (Condition condition : status.conditions()) {
            String said = condition.getType() + " (" + condition.getReason() + "): " + condition.getMessage();
            if (condition.getType().equals("Ready")) {
                ready(condition);
            } else if (condition.getStatus().equals("True")) {
                int arrow = said.lastIndexOf(" -> ");
                wrong(
                        arrow < 0 ? said : said.substring(0, arrow),
                        arrow < 0 ? "the message says what to type, if anything" : said.substring(arrow + 4));
            }
        }
    }

    private void ready(Condition condition) {
        switch (condition.getReason()) {
            case "CloudUnreachable" ->
                wrong(
                        "the operator cannot ask the account: " + condition.getMessage(),
                        "allow the call in the IAM policy of the operator, or see that AWS can be reached");
            case "Observing" -> wrong("the operator only observes: " + condition.getMessage(), "");
            default -> {
                // Deployed, or told by findings, steps and certificates.
            }
        }
    }

    private void steps() {
        evidence.pending().stream()
                .filter(step -> step.reason() != null)
                .forEach(step -> wrong("not done: " + step.step() + ": " + step.reason(), remedy(step.reason())));
        long open = evidence.pending().stream()
                .filter(step -> step.reason() == null)
                .count();
        if (open > 0 && causes.isEmpty()) {
            waiting(open + " steps are still to be done, see the plan below");
        }
    }

    private static String remedy(@Nullable String reason) {
        String code = Objects.requireNonNullElse(reason, "").toLowerCase(Locale.ROOT);
        if (code.contains("accessdenied") || code.contains("unauthorized")) {
            return "allow the call in the IAM policy of the operator";
        }
        if (code.contains("toomany") || code.contains("limitexceeded") || code.contains("quota")) {
            return "ask AWS for a higher limit, or use fewer of these resources";
        }
        return "see why in the sentence; it is tried again";
    }

    /** What the report says that nothing else does. */
    private void reported() {
        condition("Programmed")
                .filter(condition -> condition.reason().equals("FailedDeployModel"))
                .filter(condition -> evidence.pending().stream().noneMatch(step -> step.reason() != null))
                .ifPresent(condition ->
                        wrong("not made: " + condition.message(), Objects.requireNonNullElse(condition.remedy(), "")));
        condition("CertificateReady")
                .ifPresent(condition -> wrong(
                        "certificate: " + condition.message(), Objects.requireNonNullElse(condition.remedy(), "")));
    }

    private Optional<ReportCondition> condition(String type) {
        return Optional.ofNullable(evidence.report()).stream()
                .flatMap(report -> report.conditions().stream())
                .filter(condition ->
                        condition.type().equals(type) && condition.status().equals("False"))
                .findFirst();
    }

    private void balancer(Place.InGroup group) {
        Evidence.Balancer balancer = evidence.balancer();
        if (balancer == null) {
            if (causes.isEmpty()) {
                waiting("there is no load balancer yet; the object is LoadBalancer " + group.object());
            }
            return;
        }
        switch (balancer.state()) {
            case "", "active" -> {
                // It serves.
            }
            case "provisioning" -> waiting("AWS still provisions load balancer " + balancer.name());
            default ->
                wrong(
                        "load balancer " + balancer.name() + " is " + balancer.state(),
                        "its description in the AWS console says more; subnets without free addresses are a frequent"
                                + " reason");
        }
    }

    private void certificates() {
        evidence.certificates().stream()
                .filter(certificate ->
                        !certificate.status().isEmpty() && !certificate.status().equals("ISSUED"))
                .forEach(certificate -> wrong(
                        "certificate " + certificate.arn() + " of " + String.join(", ", certificate.names()) + " is "
                                + certificate.status(),
                        "renew or replace it in ACM, or name another one in"
                                + " alb.ingress.kubernetes.io/certificate-arn"));
    }

    private void tell(Finding finding) {
        boolean error = finding.severity() == Finding.Severity.ERROR;
        String where = finding.field().isEmpty() ? finding.object() : finding.object() + " " + finding.field();
        causes.add(new Cause(
                error ? Cause.Weight.WRONG : Cause.Weight.NOTEWORTHY,
                where + ": " + finding.message(),
                finding.remedy()));
    }

    private void wrong(String what, String remedy) {
        causes.add(new Cause(Cause.Weight.WRONG, what, remedy));
    }

    private void waiting(String what) {
        causes.add(new Cause(Cause.Weight.WAITING, what, ""));
    }
}
