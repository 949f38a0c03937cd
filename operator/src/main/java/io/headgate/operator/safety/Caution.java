package io.headgate.operator.safety;

import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Removals;
import io.headgate.core.plan.Risk;
import io.headgate.core.plan.TargetGroupStep;
import io.headgate.operator.watch.LoadBalancerObject;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is known of a group before its plan is: whether removals need approval, and what was approved.
 *
 * @param object name of its LoadBalancer object
 * @param approvalRequired whether everything that is removed has to be approved, and not only the replacement of a load balancer
 * @param unprotecting whether those who leave say themselves that a deletion protection is to end
 * @param words the ids of plans that are approved now
 * @param before what was approved in earlier passes and is not done yet
 */
public record Caution(
        String object, boolean approvalRequired, boolean unprotecting, Set<String> words, Approved before) {

    public Caution {
        words = Set.copyOf(words);
    }

    /** Nobody approved anything. */
    public static Caution unapproved(String object) {
        return new Caution(object, false, false, Set.of(), Approved.NOTHING);
    }

    /**
     * Says what of a plan may be done.
     *
     * @param sparing the plan for the same ends that leaves the present load balancers in their place
     */
    public Clearance clear(Plan proposed, Supplier<Plan> sparing) {
        Removals all = Removals.of(proposed);
        Approved approved = before.with(words, all);
        boolean waits = proposed.steps().stream()
                .filter(Caution::replacesLoadBalancer)
                .anyMatch(planned -> !approved.covers(planned));
        Plan plan = waits ? sparing.get() : proposed;
        Removals going = Removals.of(plan);
        Approved known = approved.with(words, going);
        return new Clearance(
                proposed,
                plan,
                known.within(all, going),
                new ApprovalKeeper(approvalRequired, unprotecting, known, preparing(plan, known), ask(object, going)));
    }

    /** Taking a load balancer out of the target group of the one in front ends its traffic, and only its removal asks for that. */
    private static Set<Integer> preparing(Plan plan, Approved approved) {
        Set<Integer> before = plan.steps().stream()
                .filter(planned -> !approved.covers(planned))
                .flatMap(planned -> planned.after().stream())
                .collect(Collectors.toSet());
        return plan.steps().stream()
                .filter(planned -> planned.step() instanceof TargetGroupStep.DeregisterTargets)
                .map(PlannedStep::number)
                .filter(before::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean replacesLoadBalancer(PlannedStep planned) {
        return planned.step() instanceof LoadBalancerStep.DeleteLoadBalancer && planned.risk() == Risk.REPLACEMENT;
    }

    /** What to type to approve removals. */
    public static String ask(String object, Removals removals) {
        return "kubectl annotate --overwrite loadbalancers.headgate.io " + object + " " + LoadBalancerObject.APPROVE
                + "=" + removals.id().orElse("");
    }
}
