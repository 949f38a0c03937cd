package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Outcome;
import io.headgate.core.cloud.Outcome.FailedStep;
import io.headgate.core.cloud.Outcome.HeldStep;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Removals;
import io.headgate.core.plan.Risk;
import io.headgate.operator.safety.ApprovalKeeper;
import io.headgate.operator.safety.Caution;
import io.headgate.operator.safety.Clearance;
import io.headgate.operator.status.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions of a LoadBalancer that say what is not done for safety's sake. Each is there, and true, only as long as it is so. */
final class SafetyConditions {

    static final String REPLACEMENT_REQUIRED = "ReplacementRequired";

    /** How AWS answers who deletes a protected load balancer. */
    private static final String NOT_PERMITTED = "OperationNotPermitted";

    private static final int SHOWN = 3;

    private final Conditions conditions;

    SafetyConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Whether such a condition says that a load balancer is protected: what is known of its protection may be outdated. */
    static boolean sayProtected(@Nullable List<Condition> conditions) {
        return conditions != null
                && conditions.stream().anyMatch(condition -> condition.getType().equals(ApprovalKeeper.PROTECTED));
    }

    List<Condition> of(
            String object, Clearance clearance, Outcome outcome, long generation, @Nullable List<Condition> before) {
        List<Condition> told = new ArrayList<>();
        replacement(object, clearance)
                .ifPresent(message -> told.add(
                        conditions.of(REPLACEMENT_REQUIRED, "True", "NotApproved", message, generation, before)));
        unapproved(outcome)
                .ifPresent(message -> told.add(conditions.of(
                        ApprovalKeeper.APPROVAL_REQUIRED, "True", "NotApproved", message, generation, before)));
        blocked(object, clearance, outcome)
                .ifPresent(message -> told.add(
                        conditions.of(ApprovalKeeper.PROTECTED, "True", "Protected", message, generation, before)));
        return List.copyOf(told);
    }

    /** For what a removal waits that only people can do; empty if it does not. */
    static Optional<String> waits(Departure departure) {
        return blocked("", departure.clearance(), departure.outcome()).or(() -> unapproved(departure.outcome()));
    }

    /** What a replacement that nobody approved is about; empty if there is none. */
    static Optional<String> replacement(String object, Clearance clearance) {
        if (!clearance.replacementWaits()) {
            return Optional.empty();
        }
        String going = clearance.proposed().steps().stream()
                .filter(planned -> planned.risk() == Risk.REPLACEMENT
                        && planned.step() instanceof LoadBalancerStep.DeleteLoadBalancer)
                .map(planned -> planned.step().handle())
                .collect(Collectors.joining(", "));
        return Optional.of("what is asked for needs another load balancer in place of " + going
                + ", with another address; until that is approved everything else is done to the present one. Approve: "
                + Caution.ask(object, Removals.of(clearance.proposed())));
    }

    static Optional<String> unapproved(Outcome outcome) {
        List<PlannedStep> held = held(outcome, ApprovalKeeper.APPROVAL_REQUIRED);
        return outcome.held().stream()
                .filter(each -> each.hold().code().equals(ApprovalKeeper.APPROVAL_REQUIRED))
                .findFirst()
                .map(first -> held.stream()
                                .limit(SHOWN)
                                .map(planned -> planned.step().call() + " "
                                        + planned.step().handle())
                                .collect(Collectors.joining(", "))
                        + (held.size() > SHOWN ? " and " + (held.size() - SHOWN) + " more" : "")
                        + " wait for approval; " + first.hold().message());
    }

    static Optional<String> blocked(String object, Clearance clearance, Outcome outcome) {
        return outcome.held().stream()
                .map(HeldStep::hold)
                .filter(hold -> hold.code().equals(ApprovalKeeper.PROTECTED))
                .map(hold -> hold.message())
                .findFirst()
                .or(() -> outcome.failures().stream()
                        .filter(SafetyConditions::refusedAsProtected)
                        .findFirst()
                        .map(failed -> failed.failure().message()
                                + "; set the load balancer attribute deletion_protection.enabled to false, or approve: "
                                + Caution.ask(object, Removals.of(clearance.plan()))));
    }

    private static boolean refusedAsProtected(FailedStep failed) {
        return failed.step() instanceof LoadBalancerStep.DeleteLoadBalancer
                && failed.failure().code().startsWith(NOT_PERMITTED);
    }

    private static List<PlannedStep> held(Outcome outcome, String code) {
        return outcome.held().stream()
                .filter(each -> each.hold().code().equals(code))
                .map(HeldStep::planned)
                .toList();
    }
}
