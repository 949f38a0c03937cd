package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans load balancers: they are found by their resource tag, and replaced when type or scheme changes. */
final class LoadBalancerPlanner {

    private static final String DELETION_PROTECTION = "deletion_protection.enabled";

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final ListenerPlanner listeners;
    private final List<LoadBalancer> superfluous = new ArrayList<>();

    LoadBalancerPlanner(Draft draft, Policy policy, References references, ListenerPlanner listeners) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.listeners = listeners;
    }

    /** @param security numbers of the steps that make security groups and let clients in */
    void plan(Stack desired, Stack observed, Set<Integer> security) {
        superfluous.addAll(observed.loadBalancers());
        for (LoadBalancer wanted : desired.loadBalancers()) {
            LoadBalancer present = superfluous.stream()
                    .filter(balancer -> canBecome(balancer, wanted))
                    .findFirst()
                    .orElse(null);
            if (present == null) {
                create(wanted, security);
            } else {
                superfluous.remove(present);
                references.loadBalancer(wanted.resource(), arn(present));
                update(wanted, present, security);
                listeners.plan(arn(present), wanted.listeners(), present.listeners());
            }
        }
        List.copyOf(superfluous).forEach(balancer -> remove(balancer, Risk.DELETION, Set.of()));
    }

    static boolean canBecome(LoadBalancer present, LoadBalancer wanted) {
        return present.resource().equals(wanted.resource())
                && present.type().equals(wanted.type())
                && present.scheme().equals(wanted.scheme());
    }

    /**
     * The listeners of a new load balancer wait until the one it replaces is gone, since a target group can serve only one load balancer.
     * The old one stays until the new one is there, unless both have the same name.
     */
    private void create(LoadBalancer wanted, Set<Integer> security) {
        LoadBalancer old = superfluous.stream()
                .filter(balancer -> balancer.resource().equals(wanted.resource()))
                .findFirst()
                .orElse(null);
        Set<Integer> before = new TreeSet<>(security);
        boolean sameName = old != null && old.name().equals(wanted.name());
        if (old != null && sameName) {
            before.add(remove(old, Risk.REPLACEMENT, Set.of()));
        }
        LoadBalancerStep step = new LoadBalancerStep.CreateLoadBalancer(wanted);
        references.loadBalancer(wanted.resource(), step.handle());
        int created = draft.add(step, old == null ? Risk.NONE : Risk.REPLACEMENT, before);
        configure(wanted, step.handle(), created);
        Set<Integer> ready = new TreeSet<>(Set.of(created));
        if (old != null && !sameName) {
            ready.add(remove(old, Risk.REPLACEMENT, Set.of(created)));
        }
        listeners.planFresh(step.handle(), wanted.listeners(), ready);
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

    private int remove(LoadBalancer balancer, Risk risk, Set<Integer> after) {
        superfluous.remove(balancer);
        Set<Integer> before = new TreeSet<>(after);
        before.addAll(references.detachments());
        if ("true".equals(balancer.attributes().get(DELETION_PROTECTION))) {
            LoadBalancerStep unprotect = new LoadBalancerStep.ModifyLoadBalancerAttributes(
                    arn(balancer), Map.of(DELETION_PROTECTION, "false"));
            before = Set.of(draft.add(unprotect, risk, before));
        }
        return draft.add(new LoadBalancerStep.DeleteLoadBalancer(arn(balancer)), risk, before);
    }

    private static String arn(LoadBalancer balancer) {
        return Objects.requireNonNull(balancer.arn(), "an observed load balancer has an ARN");
    }
}
