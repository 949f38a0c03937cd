package io.headgate.operator.loadbalancer;

import io.fabric8.kubernetes.api.model.Condition;
import io.headgate.core.cloud.Gatekeeper.Hold;
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
import io.headgate.operator.safety.DoubtKeeper;
import io.headgate.operator.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions of a LoadBalancer that say what is not done for safety's sake. Each is there, and true, only as long as it is so. */
final class SafetyConditions {

    static final String REPLACEMENT_REQUIRED = "ReplacementRequired";
    static final String REMOVALS_WAIT = "RemovalsWait";

    /** How AWS answers who deletes a protected load balancer. */
    private static final String NOT_PERMITTED = "OperationNotPermitted";

    private static final int SHOWN = 3;

    private final Conditions conditions;

    SafetyConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Whether such a condition says that a load balancer is protected: what is known of its protection may be outdated. */
    static boolean sayProtected(List<Condition> conditions) {
        return Conditions.since(ApprovalKeeper.PROTECTED, conditions).isPresent();
    }

    /**
     * What is not done for safety's sake.
     *
     * @param type of the condition that says so
     */
    record Told(String type, String reason, String message) {

        /** Since when these conditions say so; empty if they do not yet. */
        Optional<Instant> since(List<Condition> conditions) {
            return Conditions.since(type, conditions);
        }
    }

    List<Condition> of(
            String object, Clearance clearance, Outcome outcome, long generation, @Nullable List<Condition> before) {
        return told(object, clearance, outcome)
                .map(told -> conditions.of(told.type(), "True", told.reason(), told.message(), generation, before))
                .toList();
    }

    private static Stream<Told> told(String object, Clearance clearance, Outcome outcome) {
        return Stream.of(
                        replacement(object, clearance)
                                .map(message -> new Told(REPLACEMENT_REQUIRED, "NotApproved", message)),
                        blocked(object, clearance, outcome)
                                .map(message -> new Told(ApprovalKeeper.PROTECTED, "Protected", message)),
                        unapproved(outcome)
                                .map(message -> new Told(ApprovalKeeper.APPROVAL_REQUIRED, "NotApproved", message)),
                        held(outcome, DoubtKeeper.SUSPICIOUS)
                                .map(hold -> new Told(DoubtKeeper.SUSPICIOUS, "NotConfirmed", hold.message())))
                .flatMap(Optional::stream);
    }

    /** Why something is not taken away although nobody wants it any more. */
    static Optional<Hold> withheld(Outcome outcome) {
        return outcome.held().stream()
                .map(HeldStep::hold)
                .filter(SafetyConditions::withholds)
                .findFirst();
    }

    /** Whether a hold is about removals that nobody approved, or that are in doubt. */
    static boolean withholds(Hold hold) {
        return ApprovalKeeper.isAboutPeople(hold) || hold.code().equals(DoubtKeeper.SUSPICIOUS);
    }

    /** For what a removal waits that only people can do; empty if it does not. */
    static Optional<Told> waits(String object, Departure departure) {
        return told(object, departure.clearance(), departure.outcome()).findFirst();
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
        List<PlannedStep> held = heldSteps(outcome, ApprovalKeeper.APPROVAL_REQUIRED);
        return held(outcome, ApprovalKeeper.APPROVAL_REQUIRED)
                .map(first -> held.stream()
                                .limit(SHOWN)
                                .map(planned -> planned.step().call() + " "
                                        + planned.step().handle())
                                .collect(Collectors.joining(", "))
                        + (held.size() > SHOWN ? " and " + (held.size() - SHOWN) + " more" : "")
                        + " wait for approval; " + first.message());
    }

    static Optional<String> blocked(String object, Clearance clearance, Outcome outcome) {
        return held(outcome, ApprovalKeeper.PROTECTED)
                .map(Hold::message)
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

    private static Optional<Hold> held(Outcome outcome, String code) {
        return outcome.held().stream()
                .map(HeldStep::hold)
                .filter(hold -> hold.code().equals(code))
                .findFirst();
    }

    private static List<PlannedStep> heldSteps(Outcome outcome, String code) {
        return outcome.held().stream()
                .filter(each -> each.hold().code().equals(code))
                .map(HeldStep::planned)
                .toList();
    }
}
