package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans load balancers: they are found by their resource tag, and replaced when type or scheme changes. */
final class LoadBalancerPlanner {

    private static final String DELETION_PROTECTION = "deletion_protection.enabled";

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final ListenerPlanner listeners;
    private final Succession succession;

    LoadBalancerPlanner(
            Draft draft, Policy policy, References references, ListenerPlanner listeners, Succession succession) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.listeners = listeners;
        this.succession = succession;
    }

    /**
     * Load balancers behind a network load balancer are made before it, and go after it has left them.
     *
     * @param security numbers of the steps that make security groups and let clients in
     * @param drains what it waits for that a target group is no longer used, given its ARN
     */
    void plan(Stack desired, Set<Integer> security, FrontendPlanner frontend, Function<String, Set<Gate>> drains) {
        List<LoadBalancer> behind = new ArrayList<>(desired.loadBalancers());
        behind.removeIf(LoadBalancerPlanner::isInFront);
        List<LoadBalancer> inFront = Edits.minus(desired.loadBalancers(), behind::contains);
        frontend.planFirstDetachments();
        Map<String, Set<Integer>> made = new HashMap<>();
        behind.forEach(wanted -> made.put(wanted.resource(), make(wanted, security, frontend)));
        frontend.planAttachment(made);
        inFront.forEach(wanted -> made.put(wanted.resource(), make(wanted, security, frontend)));
        removeAfterwards(inFront, made);
        removeSuperfluous(desired, true);
        frontend.planDetachment(drains);
        listeners.planRemoval();
        removeAfterwards(behind, made);
        removeSuperfluous(desired, false);
    }

    private static boolean isInFront(LoadBalancer balancer) {
        return balancer.type().equals("network");
    }

    private Set<Integer> make(LoadBalancer wanted, Set<Integer> security, FrontendPlanner frontend) {
        List<LoadBalancer> former = succession.former(wanted);
        Set<Integer> gone = removeFirst(former, wanted);
        int first = draft.next();
        succession.kept(wanted).ifPresentOrElse(present -> keep(wanted, present, security, frontend), () -> {
            Risk risk = former.isEmpty() ? Risk.NONE : Risk.REPLACEMENT;
            create(wanted, risk, security, gone);
        });
        return draft.since(first);
    }

    private void removeAfterwards(List<LoadBalancer> desired, Map<String, Set<Integer>> made) {
        desired.forEach(wanted ->
                removeAfterwards(succession.former(wanted), wanted, made.getOrDefault(wanted.resource(), Set.of())));
    }

    private void removeSuperfluous(Stack desired, boolean inFront) {
        List<LoadBalancer> superfluous = new ArrayList<>(succession.superfluous());
        desired.loadBalancers().forEach(wanted -> superfluous.removeAll(succession.former(wanted)));
        superfluous.stream()
                .filter(balancer -> isInFront(balancer) == inFront)
                .forEach(balancer -> remove(balancer, Risk.DELETION, Set.of(), Set.of()));
    }

    /** Two of the same name cannot be: without a new name there is a gap. */
    private Set<Integer> removeFirst(List<LoadBalancer> former, LoadBalancer wanted) {
        Set<Integer> gone = new TreeSet<>();
        former.stream()
                .filter(balancer -> succession.goesFirst(balancer, wanted))
                .forEach(balancer -> gone.add(remove(balancer, Risk.REPLACEMENT, Set.of(), Set.of())));
        return gone;
    }

    /** The others serve on beside their successor until clients know its address. */
    private void removeAfterwards(List<LoadBalancer> former, LoadBalancer wanted, Set<Integer> after) {
        String successor = references.loadBalancer(wanted.resource());
        former.stream()
                .filter(balancer -> !succession.goesFirst(balancer, wanted))
                .forEach(balancer -> remove(
                        balancer, Risk.REPLACEMENT, after, Set.of(new Gate.Overlapped(arn(balancer), successor))));
    }

    private void keep(LoadBalancer wanted, LoadBalancer present, Set<Integer> security, FrontendPlanner frontend) {
        references.loadBalancer(wanted.resource(), arn(present));
        update(wanted, present, security);
        listeners.plan(arn(present), wanted.listeners(), present.listeners(), frontend);
    }

    private void create(LoadBalancer wanted, Risk risk, Set<Integer> security, Set<Integer> gone) {
        LoadBalancerStep step = new LoadBalancerStep.CreateLoadBalancer(wanted);
        references.loadBalancer(wanted.resource(), step.handle());
        Set<Integer> before = new TreeSet<>(security);
        before.addAll(gone);
        int created = draft.add(step, risk, before);
        configure(wanted, step.handle(), created);
        listeners.planFresh(step.handle(), wanted.listeners(), Set.of(created));
    }

    private void configure(LoadBalancer wanted, String handle, int created) {
        if (!wanted.attributes().isEmpty()) {
            draft.add(
                    new LoadBalancerStep.ModifyLoadBalancerAttributes(handle, wanted.attributes()),
                    Risk.NONE,
                    Set.of(created));
        }
        Integer units = wanted.minimumCapacityUnits();
        if (units != null && units != 0) {
            draft.add(new LoadBalancerStep.ModifyCapacityReservation(handle, units), Risk.NONE, Set.of(created));
        }
    }

    private void update(LoadBalancer wanted, LoadBalancer present, Set<Integer> security) {
        String arn = arn(present);
        if (!new HashSet<>(wanted.subnets()).equals(new HashSet<>(present.subnets()))) {
            draft.add(new LoadBalancerStep.SetSubnets(arn, wanted.subnets()), Risk.BLIP, Set.of());
        }
        if (!new HashSet<>(wanted.securityGroups()).equals(new HashSet<>(present.securityGroups()))) {
            draft.add(new LoadBalancerStep.SetSecurityGroups(arn, wanted.securityGroups()), Risk.BLIP, security);
        }
        if (!wanted.ipAddressType().equals(present.ipAddressType())) {
            draft.add(new LoadBalancerStep.SetIpAddressType(arn, wanted.ipAddressType()), Risk.BLIP, draft.since(1));
        }
        if (!Objects.equals(wanted.ipamIpv4PoolId(), present.ipamIpv4PoolId())) {
            draft.add(new LoadBalancerStep.ModifyIpPools(arn, wanted.ipamIpv4PoolId()), Risk.BLIP, Set.of());
        }
        Integer units = wanted.minimumCapacityUnits();
        if (units != null && units != orZero(present.minimumCapacityUnits())) {
            draft.add(new LoadBalancerStep.ModifyCapacityReservation(arn, units), Risk.NONE, Set.of());
        }
        Map<String, String> attributes = TargetGroupPlanner.changed(wanted.attributes(), present.attributes());
        if (!attributes.isEmpty()) {
            draft.add(new LoadBalancerStep.ModifyLoadBalancerAttributes(arn, attributes), Risk.NONE, Set.of());
        }
        TagDiff.between(wanted.tags(), present.tags(), policy).plan(draft, arn, Set.of());
    }

    private static int orZero(@Nullable Integer units) {
        return units == null ? 0 : units;
    }

    private int remove(LoadBalancer balancer, Risk risk, Set<Integer> after, Set<Gate> gates) {
        Set<Integer> before = new TreeSet<>(after);
        before.addAll(references.detachments());
        if ("true".equals(balancer.attributes().get(DELETION_PROTECTION))) {
            LoadBalancerStep unprotect = new LoadBalancerStep.ModifyLoadBalancerAttributes(
                    arn(balancer), Map.of(DELETION_PROTECTION, "false"));
            before.add(draft.add(unprotect, risk, before, gates));
        }
        int step = draft.add(new LoadBalancerStep.DeleteLoadBalancer(arn(balancer)), risk, before, gates);
        Forwards.of(balancer).forEach(group -> references.released(group, step));
        return step;
    }

    private static String arn(LoadBalancer balancer) {
        return Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN");
    }
}
