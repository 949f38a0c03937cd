package io.headgate.aws.snapshot;

import io.headgate.core.facts.CloudFacts;
import io.headgate.core.quota.Quota;
import io.headgate.core.stack.Stack;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the account has that is not ours: it can be referred to, and takes its share of the limits.
 *
 * @param loadBalancers how many, by type
 */
record Others(List<CloudFacts.TargetGroup> targetGroups, Map<String, Integer> loadBalancers) {

    static final Others NONE = new Others(List.of(), Map.of());

    /** What these and some groups use of the limits of the whole account. */
    Map<Quota, Integer> and(Collection<Stack> groups) {
        int owned =
                groups.stream().mapToInt(stack -> stack.targetGroups().size()).sum();
        return Map.of(
                Quota.LOAD_BALANCERS, loadBalancers("application", groups),
                Quota.NETWORK_LOAD_BALANCERS, loadBalancers("network", groups),
                Quota.TARGET_GROUPS, targetGroups.size() + owned);
    }

    private int loadBalancers(String type, Collection<Stack> groups) {
        long owned = groups.stream()
                .flatMap(stack -> stack.loadBalancers().stream())
                .filter(balancer -> balancer.type().equals(type))
                .count();
        return loadBalancers.getOrDefault(type, 0) + Math.toIntExact(owned);
    }
}
