package io.headgate.crds.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an Ingress.
 *
 * @param loadBalancer name of the LoadBalancer object of its group
 * @param rules the rules that it got, in order of evaluation
 * @param acceptedContribution what it gave to its group when it was accepted last; it stays in force while the Ingress is refused. Opaque
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngressReportStatus(
        @Nullable Long observedGeneration,
        @Nullable String loadBalancer,
        List<ReportCondition> conditions,
        List<ReportFinding> findings,
        List<ReportRule> rules,
        @PreserveUnknownFields @Nullable JsonNode acceptedContribution) {

    public IngressReportStatus {
        conditions = orEmpty(conditions);
        findings = orEmpty(findings);
        rules = orEmpty(rules);
    }

    /** What is left out is empty, so that a status is equal to itself after the API server had it. */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** A Kubernetes condition with advice. Types: Accepted, Programmed, TargetsHealthy, CertificateReady. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportCondition(
            @Required String type,
            @Required String status,
            @Nullable Long observedGeneration,
            @Required String lastTransitionTime,
            @Required String reason,
            @Required String message,
            @Nullable String remedy) {}

    /** Something to tell: where, why, and what to do. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportFinding(
            @Required String severity,
            @Required String object,
            @Nullable String field,
            @Required String reason,
            @Required String message,
            @Nullable String remedy) {}

    /** A rule of a listener, in words. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ReportRule(
            @Required int listener,
            @Required int priority,
            List<String> conditions,
            List<String> actions,
            List<String> targetGroups) {
        public ReportRule {
            conditions = orEmpty(conditions);
            actions = orEmpty(actions);
            targetGroups = orEmpty(targetGroups);
        }
    }
}
