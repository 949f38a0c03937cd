package io.headgate.aws.snapshot;

import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a bulk read makes of the remembered stacks: it knows what exists, while they know its details. */
record Correction(Bulk bulk) {

    /** ARNs and ids of what is remembered of a group and was not read. */
    Stream<String> missing(Stack remembered) {
        Set<String> read = names(read(remembered)).collect(Collectors.toSet());
        return names(remembered).filter(name -> !read.contains(name));
    }

    private static Stream<String> names(Stack stack) {
        return Stream.of(
                        Snapshot.loadBalancerArns(stack),
                        stack.targetGroups().stream().map(TargetGroup::arn),
                        stack.securityGroups().stream().map(SecurityGroup::id))
                .flatMap(names -> names)
                .filter(Objects::nonNull);
    }

    /** The remembered stack, as it is now. */
    Stack of(Stack remembered) {
        Stack read = read(remembered);
        return remembered
                .withUsesBackendSecurityGroup(read.usesBackendSecurityGroup())
                .withSecurityGroups(read.securityGroups())
                .withLoadBalancers(loadBalancers(remembered, read))
                .withTargetGroups(targetGroups(remembered, read));
    }

    private Stack read(Stack remembered) {
        return bulk.stacks().getOrDefault(remembered.group(), Stack.empty(remembered.group()));
    }

    private static List<LoadBalancer> loadBalancers(Stack remembered, Stack read) {
        Map<String, LoadBalancer> known = remembered.loadBalancers().stream()
                .collect(Collectors.toMap(Snapshot::arn, balancer -> balancer, (first, second) -> first));
        return read.loadBalancers().stream()
                .map(balancer -> {
                    LoadBalancer present = known.get(Snapshot.arn(balancer));
                    return present == null
                            ? balancer
                            : balancer.withAttributes(present.attributes())
                                    .withMinimumCapacityUnits(present.minimumCapacityUnits())
                                    .withListeners(present.listeners());
                })
                .toList();
    }

    private static List<TargetGroup> targetGroups(Stack remembered, Stack read) {
        Map<String, TargetGroup> known = remembered.targetGroups().stream()
                .collect(Collectors.toMap(
                        group -> String.valueOf(group.arn()), group -> group, (first, second) -> first));
        return read.targetGroups().stream()
                .map(group -> {
                    TargetGroup present = known.get(String.valueOf(group.arn()));
                    return present == null
                            ? group
                            : group.withAttributes(present.attributes())
                                    .withLoadBalancerTarget(present.loadBalancerTarget());
                })
                .toList();
    }
}
