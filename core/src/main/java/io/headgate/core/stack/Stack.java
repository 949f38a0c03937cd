package io.headgate.core.stack;

import io.headgate.core.group.GroupId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything of one group: as desired by a compilation, or as observed in an account and a cluster. A desired stack names its
 * resources by their resource tag and knows no ARNs; an observed one carries the ARN of each. Tags are complete, tracking tags
 * included. Lists are in order of creation; rules in order of priority.
 *
 * @param usesBackendSecurityGroup whether the cluster's shared backend security group is needed (desired) or attached (observed)
 * @param bindings Kubernetes objects
 */
public record Stack(
        GroupId group,
        boolean usesBackendSecurityGroup,
        List<SecurityGroup> securityGroups,
        List<LoadBalancer> loadBalancers,
        List<TargetGroup> targetGroups,
        List<TargetGroupBinding> bindings,
        List<Certificate> certificates,
        List<Addon> addons) {

    public Stack {
        securityGroups = List.copyOf(securityGroups);
        loadBalancers = List.copyOf(loadBalancers);
        targetGroups = List.copyOf(targetGroups);
        bindings = List.copyOf(bindings);
        certificates = List.copyOf(certificates);
        addons = List.copyOf(addons);
    }

    public Stack withUsesBackendSecurityGroup(boolean replacement) {
        return new Stack(
                group, replacement, securityGroups, loadBalancers, targetGroups, bindings, certificates, addons);
    }

    public Stack withSecurityGroups(List<SecurityGroup> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                replacement,
                loadBalancers,
                targetGroups,
                bindings,
                certificates,
                addons);
    }

    public Stack withLoadBalancers(List<LoadBalancer> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                securityGroups,
                replacement,
                targetGroups,
                bindings,
                certificates,
                addons);
    }

    public Stack withTargetGroups(List<TargetGroup> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                securityGroups,
                loadBalancers,
                replacement,
                bindings,
                certificates,
                addons);
    }

    public Stack withBindings(List<TargetGroupBinding> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                securityGroups,
                loadBalancers,
                targetGroups,
                replacement,
                certificates,
                addons);
    }

    public Stack withCertificates(List<Certificate> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                securityGroups,
                loadBalancers,
                targetGroups,
                bindings,
                replacement,
                addons);
    }

    public Stack withAddons(List<Addon> replacement) {
        return new Stack(
                group,
                usesBackendSecurityGroup,
                securityGroups,
                loadBalancers,
                targetGroups,
                bindings,
                certificates,
                replacement);
    }

    /** The keys of all tags in the stack. */
    public Set<String> tagKeys() {
        return Stream.of(
                        loadBalancers.stream().map(LoadBalancer::tags),
                        listeners().map(Listener::tags),
                        listeners()
                                .flatMap(listener -> listener.rules().stream())
                                .map(Rule::tags),
                        targetGroups.stream().map(TargetGroup::tags),
                        certificates.stream().map(Certificate::tags),
                        securityGroups.stream().map(SecurityGroup::tags))
                .flatMap(Function.identity())
                .flatMap(tags -> tags.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Listener> listeners() {
        return loadBalancers.stream().flatMap(balancer -> balancer.listeners().stream());
    }

    /** The stack of a group that has nothing. */
    public static Stack empty(GroupId group) {
        return new Stack(group, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
