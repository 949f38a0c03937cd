package io.headgate.core.plan;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which load balancers stay, which are new, and which of those that exist they follow. One that is followed serves beside its successor
 * for a time, with target groups of its own, as a target group serves one load balancer. Only where both have the same name the former
 * one goes first. Immutable.
 */
final class Succession {

    private final Stack desired;
    private final Map<String, LoadBalancer> kept = new HashMap<>();
    private final List<LoadBalancer> superfluous;

    Succession(Stack desired, Stack observed) {
        this.desired = desired;
        this.superfluous = new ArrayList<>(observed.loadBalancers());
        for (LoadBalancer wanted : desired.loadBalancers()) {
            superfluous.stream()
                    .filter(present -> canBecome(present, wanted))
                    .findFirst()
                    .ifPresent(present -> {
                        superfluous.remove(present);
                        kept.put(wanted.resource(), present);
                    });
        }
    }

    /** Type and scheme of a load balancer never change. */
    static boolean canBecome(LoadBalancer present, LoadBalancer wanted) {
        return present.resource().equals(wanted.resource())
                && present.type().equals(wanted.type())
                && present.scheme().equals(wanted.scheme());
    }

    /** The load balancer that becomes the desired one; empty when it is made anew. */
    Optional<LoadBalancer> kept(LoadBalancer wanted) {
        return Optional.ofNullable(kept.get(wanted.resource()));
    }

    /** Those that no desired one is made from. */
    List<LoadBalancer> superfluous() {
        return List.copyOf(superfluous);
    }

    /** The load balancers that a desired one follows. */
    List<LoadBalancer> former(LoadBalancer wanted) {
        return superfluous.stream()
                .filter(present -> present.resource().equals(wanted.resource()))
                .toList();
    }

    /** Whether a load balancer must be gone before the desired one can be made. */
    boolean goesFirst(LoadBalancer former, LoadBalancer wanted) {
        return !kept.containsKey(wanted.resource()) && former.name().equals(wanted.name());
    }

    /** Whether any load balancer is there before and after. */
    boolean keepsAny() {
        return !kept.isEmpty();
    }

    /** ARNs of the target groups that a desired one cannot be made from, since another load balancer goes on with them. */
    Set<String> taken(String targetGroup) {
        Set<@Nullable String> users = new HashSet<>();
        for (LoadBalancer wanted : desired.loadBalancers()) {
            if (Forwards.of(wanted).contains(targetGroup)) {
                kept(wanted).map(LoadBalancer::arn).ifPresent(users::add);
            }
        }
        Set<String> taken = new HashSet<>();
        others(users).forEach(balancer -> taken.addAll(Forwards.of(balancer)));
        return taken;
    }

    /**
     * Whether a target group in front has the target that the desired one wants, or may lose it at once. There is room for one load
     * balancer only.
     */
    boolean keepsTarget(TargetGroup present, TargetGroup wanted) {
        TargetGroup.LoadBalancerTarget now = present.loadBalancerTarget();
        TargetGroup.LoadBalancerTarget then = wanted.loadBalancerTarget();
        if (now == null || then == null) {
            return true;
        }
        return desired.loadBalancers().stream()
                .filter(balancer -> balancer.resource().equals(then.loadBalancer()))
                .anyMatch(behind -> kept(behind)
                        .map(balancer -> now.loadBalancer().equals(balancer.arn()) && now.port() == then.port())
                        .orElseGet(() -> former(behind).stream().allMatch(former -> goesFirst(former, behind))));
    }

    private List<LoadBalancer> others(Set<@Nullable String> users) {
        List<LoadBalancer> others = new ArrayList<>(kept.values());
        others.addAll(superfluous);
        others.removeIf(balancer -> users.contains(balancer.arn()) || goesBeforeAll(balancer));
        return others;
    }

    private boolean goesBeforeAll(LoadBalancer balancer) {
        return desired.loadBalancers().stream()
                .anyMatch(wanted -> former(wanted).contains(balancer) && goesFirst(balancer, wanted));
    }

    /** ARNs of the target groups that are used by load balancers that go. */
    Set<String> going() {
        Set<String> going = new HashSet<>();
        superfluous.forEach(balancer -> going.addAll(Forwards.of(balancer)));
        return going;
    }
}
