package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans the Application Load Balancer as target of the network load balancer in front. A target group has room for one such target, and
 * a listener that is a target cannot be deleted: so the old one goes first.
 */
final class FrontendPlanner {

    private final Draft draft;
    private final References references;
    private final Stack desired;
    private final Stack observed;

    /** @param desired as far as it is possible now */
    FrontendPlanner(Draft draft, References references, Stack desired, Stack observed) {
        this.draft = draft;
        this.references = references;
        this.desired = desired;
        this.observed = observed;
    }

    /** Takes away what is no longer the target; what is a target may be deleted only after these steps. */
    void planDetachment() {
        List<LoadBalancerTarget> wanted = desired.targetGroups().stream()
                .flatMap(group -> wanted(group).stream())
                .toList();
        Set<Integer> detachments = new TreeSet<>();
        for (TargetGroup group : observed.targetGroups()) {
            LoadBalancerTarget target = group.loadBalancerTarget();
            if (target != null && !(isWanted(group) && wanted.contains(target))) {
                TargetGroupStep step =
                        new TargetGroupStep.DeregisterTargets(Objects.requireNonNull(group.arn()), target);
                detachments.add(draft.add(step, Risk.BLIP, Set.of()));
            }
        }
        references.detached(detachments);
    }

    /** Whether the group stays, and with it the target that it has. */
    private boolean isWanted(TargetGroup present) {
        return desired.targetGroups().stream()
                .filter(group -> group.resource().equals(present.resource()))
                .flatMap(group -> wanted(group).stream())
                .anyMatch(target -> target.equals(present.loadBalancerTarget()));
    }

    /** The target that exists already; empty when the group wants none, or one that is still to be made. */
    private Optional<LoadBalancerTarget> wanted(TargetGroup group) {
        LoadBalancerTarget target = group.loadBalancerTarget();
        if (target == null || !listens(target)) {
            return Optional.empty();
        }
        return desired.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(target.loadBalancer()))
                .flatMap(balancer ->
                        observed.loadBalancers().stream().filter(present -> Succession.canBecome(present, balancer)))
                .map(LoadBalancer::arn)
                .filter(Objects::nonNull)
                .findFirst()
                .map(arn -> new LoadBalancerTarget(arn, target.port()));
    }

    /** Whether the load balancer behind is going to listen there: not while its certificate is pending. */
    private boolean listens(LoadBalancerTarget target) {
        return desired.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(target.loadBalancer()))
                .flatMap(balancer -> balancer.listeners().stream())
                .anyMatch(listener -> listener.port() == target.port());
    }

    /** Makes targets of listeners as soon as they are there. */
    void planAttachment() {
        for (TargetGroup group : desired.targetGroups()) {
            LoadBalancerTarget target = group.loadBalancerTarget();
            if (target != null && listens(target)) {
                attach(references.targetGroup(group.resource()), target);
            }
        }
    }

    private void attach(String targetGroup, LoadBalancerTarget wanted) {
        String balancer = references.loadBalancer(wanted.loadBalancer());
        LoadBalancerTarget target = new LoadBalancerTarget(balancer, wanted.port());
        boolean there = observed.targetGroups().stream()
                .anyMatch(group -> targetGroup.equals(group.arn()) && target.equals(group.loadBalancerTarget()));
        if (!there) {
            List<String> needed = new ArrayList<>(List.of(targetGroup, balancer));
            needed.add(Placeholder.of("listener", Integer.toString(wanted.port())));
            Set<Integer> before = new TreeSet<>(draft.makersOf(needed));
            before.addAll(references.detachments());
            draft.add(new TargetGroupStep.RegisterTargets(targetGroup, target), Risk.NONE, before);
        }
    }
}
