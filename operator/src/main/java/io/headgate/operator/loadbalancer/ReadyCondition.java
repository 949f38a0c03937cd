package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Outcome;
import io.headgate.operator.status.Conditions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether all that a pass was to do is done, and if not, what keeps it. */
final class ReadyCondition {

    static final String TYPE = "Ready";

    private ReadyCondition() {}

    static Condition of(
            Deployment deployment, long generation, Conditions conditions, @Nullable List<Condition> before) {
        return conditions.of(
                TYPE,
                deployment.complete() && deployment.pendingCertificates().isEmpty() ? "True" : "False",
                reason(deployment),
                message(deployment),
                generation,
                before);
    }

    private static String reason(Deployment deployment) {
        if (!deployment.executed()) {
            return "Observing";
        }
        if (deployment.complete()) {
            return deployment.pendingCertificates().isEmpty() ? deployed(deployment) : "CertificatePending";
        }
        if (deployment.compilation().frozen()) {
            return "NoUsableMember";
        }
        if (deployment.outcome().complete()) {
            return deployment.withheld() ? SafetyConditions.REMOVALS_WAIT : SafetyConditions.REPLACEMENT_REQUIRED;
        }
        return "FailedDeployModel";
    }

    /** What waits only for time is no failure: what is there serves. */
    private static String deployed(Deployment deployment) {
        return deployment.outcome().held().stream()
                .map(held -> held.hold().code())
                .findFirst()
                .orElse("Deployed");
    }

    private static String message(Deployment deployment) {
        if (deployment.notExecuted() != null) {
            return PlanSummary.of(deployment.plan()) + ": " + deployment.notExecuted();
        }
        if (deployment.compilation().frozen()) {
            return "no member can be used; what exists stays as it is";
        }
        Outcome outcome = deployment.outcome();
        if (outcome.complete() && !deployment.complete()) {
            return "something is not done for safety's sake; see the other conditions";
        }
        return outcome.complete()
                ? Stream.concat(
                                deployment.pendingCertificates().stream()
                                        .map(certificate -> PendingCertificate.of(certificate)
                                                .message()),
                                outcome.held().stream().map(held -> held.hold().message()))
                        .distinct()
                        .collect(Collectors.joining("; "))
                : FailureText.of(outcome.failures());
    }
}
