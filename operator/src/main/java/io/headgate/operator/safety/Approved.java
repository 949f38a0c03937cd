package io.headgate.operator.safety;

import io.headgate.core.plan.PlannedStep;
import io.headgate.core.plan.Removals;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.Approval;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The removals that somebody approved. They are kept in the status until they are done, so that neither a plan that shrinks with each
 * removal nor a restart asks again.
 *
 * @param planId of the plan that was approved last; empty when there is none
 * @param things as {@link Removals} names them
 */
public record Approved(String planId, Set<String> things) {

    public static final Approved NOTHING = new Approved("", Set.of());

    public Approved {
        things = Set.copyOf(things);
    }

    /** What the status of a LoadBalancer remembers. */
    public static Approved of(@Nullable LoadBalancerStatus status) {
        Approval approval = status == null ? null : status.approval();
        return approval == null ? NOTHING : new Approved(approval.planId(), Set.copyOf(approval.removals()));
    }

    /** With what a plan takes away, if one of these words is its name. */
    public Approved with(Collection<String> words, Removals removals) {
        return removals.id()
                .filter(words::contains)
                .map(id -> {
                    Set<String> all = new TreeSet<>(things);
                    all.addAll(removals.things());
                    return new Approved(id, all);
                })
                .orElse(this);
    }

    /** Whether a step takes nothing away, or only what was approved. */
    public boolean covers(PlannedStep planned) {
        return Removals.thing(planned).map(things::contains).orElse(true);
    }

    /** The part of it that is still to be done. */
    public Approved within(Removals... pending) {
        Set<String> left = new TreeSet<>();
        for (Removals each : pending) {
            left.addAll(each.things());
        }
        left.retainAll(things);
        return left.isEmpty() ? NOTHING : new Approved(planId, left);
    }

    /** As the status says it. */
    public @Nullable Approval status() {
        return things.isEmpty() ? null : new Approval(planId, List.copyOf(new TreeSet<>(things)));
    }
}
