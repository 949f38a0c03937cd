package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Plans the Application Load Balancer as target of the network load balancer in front. A target group has room for one such target, and
 * what is a target cannot be deleted, nor its listener: so another target gets a target group of its own, the listener in front is
 * switched to that one, and then the former target goes. Not for more than one thread.
 */
final class FrontendPlanner {

    private final Draft draft;
    private final References references;
    private final Succession succession;
    private final Stack desired;
    private final Stack observed;
    private final Set<TargetGroup> detached = new HashSet<>();

    /** @param desired as far as it is possible now */
    FrontendPlanner(Draft draft, References references, Succession succession, Stack desired, Stack observed) {
        this.draft = draft;
        this.references = references;
        this.succession = succession;
        this.desired = desired;
        this.observed = observed;
    }

    /** Takes away load balancers that have to be gone before their successor can be made. */
    void planFirstDetachments() {
        for (LoadBalancer wanted : desired.loadBalancers()) {
            for (LoadBalancer former : succession.former(wanted)) {
                if (succession.goesFirst(former, wanted)) {
                    observed.targetGroups().stream()
                            .filter(group -> isTarget(former, group))
                            .forEach(group -> detach(group, Set.of(), Set.of()));
                }
            }
        }
    }

    private static boolean isTarget(LoadBalancer balancer, TargetGroup group) {
        LoadBalancerTarget target = group.loadBalancerTarget();
        return target != null && target.loadBalancer().equals(balancer.arn());
    }

    /** Whether a load balancer is a target on a port, so that it must go on listening there for a while. */
    boolean isTarget(String loadBalancer, int port) {
        return observed.targetGroups().stream()
                .map(TargetGroup::loadBalancerTarget)
                .anyMatch(target ->
                        target != null && target.loadBalancer().equals(loadBalancer) && target.port() == port);
    }

    /**
     * Makes targets of listeners as soon as they are there. Who switches to them waits for that, and for the targets of a load balancer
     * that replaces another.
     *
     * @param made numbers of the steps that make a load balancer what it is to be, by its resource
     */
    void planAttachment(Map<String, Set<Integer>> made) {
        for (TargetGroup group : desired.targetGroups()) {
            LoadBalancerTarget target = group.loadBalancerTarget();
            if (target != null && listens(target)) {
                String handle = references.targetGroup(group.resource());
                Set<Integer> before = draft.unheld(made.getOrDefault(target.loadBalancer(), Set.of()));
                references.prepared(handle, before);
                attach(handle, target, before);
                takeOver(handle, target);
            }
        }
    }

    /** Whether the load balancer behind is going to listen there: not while its certificate is pending. */
    private boolean listens(LoadBalancerTarget target) {
        return desired.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(target.loadBalancer()))
                .flatMap(balancer -> balancer.listeners().stream())
                .anyMatch(listener -> listener.port() == target.port());
    }

    private void attach(String targetGroup, LoadBalancerTarget wanted, Set<Integer> made) {
        String balancer = references.loadBalancer(wanted.loadBalancer());
        LoadBalancerTarget target = new LoadBalancerTarget(balancer, wanted.port());
        boolean there = observed.targetGroups().stream()
                .anyMatch(group -> targetGroup.equals(group.arn()) && target.equals(group.loadBalancerTarget()));
        if (!there) {
            List<String> needed = new ArrayList<>(List.of(targetGroup, balancer));
            needed.add(Placeholder.of("listener", Integer.toString(wanted.port())));
            Set<Integer> before = new TreeSet<>(draft.makersOf(needed));
            before.addAll(made);
            before.addAll(references.detachments());
            int step = draft.add(new TargetGroupStep.RegisterTargets(targetGroup, target), Risk.NONE, before);
            references.prepared(targetGroup, Set.of(step));
        }
    }

    private void takeOver(String targetGroup, LoadBalancerTarget target) {
        String successor = references.loadBalancer(target.loadBalancer());
        desired.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(target.loadBalancer()))
                .flatMap(wanted ->
                        succession.former(wanted).stream().filter(former -> !succession.goesFirst(former, wanted)))
                .forEach(former -> references.takeover(
                        targetGroup, new Gate.CanReplace(Objects.requireNonNull(former.arn()), successor)));
    }

    /**
     * Takes away what is no longer the target, when nothing sends requests there any more.
     *
     * @param drains what it waits for that a target group is no longer used, given its ARN
     */
    void planDetachment(Function<String, Set<Gate>> drains) {
        for (TargetGroup group : observed.targetGroups()) {
            if (group.loadBalancerTarget() != null && !detached.contains(group) && !isWanted(group)) {
                String arn = Objects.requireNonNull(group.arn());
                detach(group, references.releases(arn), drains.apply(arn));
            }
        }
    }

    private void detach(TargetGroup group, Set<Integer> after, Set<Gate> gates) {
        LoadBalancerTarget target = group.loadBalancerTarget();
        if (target != null && detached.add(group)) {
            String arn = Objects.requireNonNull(group.arn());
            int step = draft.add(new TargetGroupStep.DeregisterTargets(arn, target), Risk.BLIP, after, gates);
            references.detached(Set.of(step));
            references.released(arn, step);
        }
    }

    /** Whether the group stays, and with it the target that it has. */
    private boolean isWanted(TargetGroup present) {
        return desired.targetGroups().stream()
                .filter(group -> references.targetGroup(group.resource()).equals(present.arn()))
                .map(TargetGroup::loadBalancerTarget)
                .filter(Objects::nonNull)
                .filter(this::listens)
                .map(target -> new LoadBalancerTarget(references.loadBalancer(target.loadBalancer()), target.port()))
                .anyMatch(target -> target.equals(present.loadBalancerTarget()));
    }
}
