package io.headgate.core.compile;

import io.headgate.core.compile.Contribution.ListenerPart;
import io.headgate.core.compile.Contribution.LoadBalancerWish;
import io.headgate.core.compile.ListenerConflicts.MemberListener;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The security groups of the load balancer: own ones, or one that is made for it; and which group is the source of traffic to targets.
 *
 * @param managed the group to be made, if any
 * @param ofLoadBalancer in order
 * @param targetSource empty when targets are opened by somebody else
 * @param usesBackend whether the shared group must be there
 */
record SecurityGroupPlan(
        Optional<SecurityGroup> managed,
        List<SecurityGroupRef> ofLoadBalancer,
        Optional<SecurityGroupRef> targetSource,
        boolean usesBackend) {

    private static final String RESOURCE = "ManagedLBSecurityGroup";
    private static final String DESCRIPTION = "[k8s] Managed SecurityGroup for LoadBalancer";

    static SecurityGroupPlan of(MergedGroup merged) {
        List<String> own = merged.ownSecurityGroups();
        return own.isEmpty() ? managed(merged) : own(merged, own);
    }

    private static SecurityGroupPlan managed(MergedGroup merged) {
        SecurityGroupRef managed = new SecurityGroupRef.Managed();
        SecurityGroup group = group(merged);
        if (!merged.settings().enableBackendSecurityGroup()) {
            return new SecurityGroupPlan(Optional.of(group), List.of(managed), Optional.of(managed), false);
        }
        SecurityGroupRef backend = backend(merged);
        return new SecurityGroupPlan(
                Optional.of(group), List.of(managed, backend), Optional.of(backend), isShared(backend));
    }

    private static SecurityGroupPlan own(MergedGroup merged, List<String> ids) {
        List<SecurityGroupRef> refs = new ArrayList<>();
        ids.forEach(id -> refs.add(new SecurityGroupRef.ById(id)));
        boolean manage = merged.wish(LoadBalancerWish::manageBackendSecurityGroupRules)
                .orElse(merged.settings().enableManageBackendSecurityGroupRules());
        if (!manage) {
            return new SecurityGroupPlan(Optional.empty(), refs, Optional.empty(), false);
        }
        SecurityGroupRef backend = backend(merged);
        refs.add(backend);
        return new SecurityGroupPlan(Optional.empty(), refs, Optional.of(backend), isShared(backend));
    }

    private static SecurityGroupRef backend(MergedGroup merged) {
        String id = merged.settings().backendSecurityGroup();
        return id == null || id.isEmpty() ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
    }

    private static boolean isShared(SecurityGroupRef backend) {
        return backend instanceof SecurityGroupRef.Backend;
    }

    private static SecurityGroup group(MergedGroup merged) {
        List<Permission> ingress = new ArrayList<>();
        ListenerConflicts.byPort(merged.members())
                .forEach((port, listeners) -> sources(listeners, merged.dualStack())
                        .forEach(source -> ingress.add(new Permission("tcp", port, port, source, ""))));
        return new SecurityGroup(
                RESOURCE,
                null,
                new ResourceNames(merged.settings().clusterName(), merged.group()).securityGroup(),
                DESCRIPTION,
                ingress,
                new TrackingTags(merged.settings().clusterName(), merged.group()).of(RESOURCE, merged.tags()));
    }

    /** Everybody may connect unless some member of the port says who; IPv6 blocks are of use to dual-stack balancers only. */
    private static List<Source> sources(List<MemberListener> listeners, boolean dualStack) {
        List<String> cidrs = first(listeners, ListenerPart::inboundCidrs);
        List<String> prefixLists = first(listeners, ListenerPart::prefixLists);
        if (cidrs.isEmpty() && prefixLists.isEmpty()) {
            cidrs = List.of("0.0.0.0/0", "::/0");
        }
        List<Source> sources = new ArrayList<>();
        cidrs.stream()
                .filter(cidr -> dualStack || !cidr.contains(":"))
                .distinct()
                .forEach(cidr -> sources.add(new Source.Cidr(cidr)));
        prefixLists.stream().distinct().forEach(id -> sources.add(new Source.PrefixList(id)));
        return sources;
    }

    private static List<String> first(List<MemberListener> listeners, Function<ListenerPart, List<String>> field) {
        return listeners.stream()
                .map(listener -> field.apply(listener.part()))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
