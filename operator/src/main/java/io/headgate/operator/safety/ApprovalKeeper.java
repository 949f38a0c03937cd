package io.headgate.operator.safety;

import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Risk;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what nobody approved: removals where they must be, and always the end of a deletion protection. The protection of a load balancer
 * is never lifted by the operator's own decision, whoever set it.
 *
 * @param required whether removals must be approved
 * @param unprotecting whether the ones who leave say themselves that the protection is to end
 * @param preparing numbers of steps that take nothing away but traffic, for the sake of removals that nobody approved
 * @param ask what to type to approve
 */
public record ApprovalKeeper(
        boolean required, boolean unprotecting, Approved approved, Set<Integer> preparing, String ask)
        implements Gatekeeper {

    public ApprovalKeeper {
        preparing = Set.copyOf(preparing);
    }

    public static final String APPROVAL_REQUIRED = "ApprovalRequired";
    public static final String PROTECTED = "BlockedByDeletionProtection";

    private static final Map<String, String> UNPROTECTED = Map.of("deletion_protection.enabled", "false");

    /** Whether a hold ends when people say so, and not by itself. */
    public static boolean isAboutPeople(Hold hold) {
        return hold.code().equals(APPROVAL_REQUIRED) || hold.code().equals(PROTECTED);
    }

    @Override
    public Optional<Hold> hold(PlannedStep planned) {
        if (required && preparing.contains(planned.number())) {
            return Optional.of(held(planned));
        }
        if (approved.covers(planned)) {
            return Optional.empty();
        }
        if (liftsProtection(planned) && !unprotecting) {
            return Optional.of(new Hold(
                    PROTECTED,
                    planned.step().handle() + " is protected from deletion; set the load balancer attribute"
                            + " deletion_protection.enabled to false, or approve: " + ask));
        }
        return required ? Optional.of(held(planned)) : Optional.empty();
    }

    private Hold held(PlannedStep planned) {
        return new Hold(
                APPROVAL_REQUIRED,
                planned.step().call() + " " + planned.step().handle() + " takes away what exists; approve it: " + ask);
    }

    /** Only a removal takes nothing but the protection away; a wish of a member has no such risk. */
    private static boolean liftsProtection(PlannedStep planned) {
        return planned.step() instanceof LoadBalancerStep.ModifyLoadBalancerAttributes(var ignored, var attributes)
                && attributes.equals(UNPROTECTED)
                && (planned.risk() == Risk.DELETION || planned.risk() == Risk.REPLACEMENT);
    }
}
