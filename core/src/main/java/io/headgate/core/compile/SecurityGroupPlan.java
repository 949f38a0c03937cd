package io.headgate.core.compile;

import io.headgate.core.contribution.Contribution.LoadBalancerWish;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The security groups of the load balancer: own ones, or those that are made for it; and which group is the source of traffic to targets.
 *
 * @param managed the groups to be made
 * @param ofLoadBalancer in order
 * @param targetSource empty when targets are opened by somebody else
 * @param usesBackend whether the shared group must be there
 */
record SecurityGroupPlan(
        List<SecurityGroup> managed,
        List<SecurityGroupRef> ofLoadBalancer,
        Optional<SecurityGroupRef> targetSource,
        boolean usesBackend) {

    static SecurityGroupPlan of(MergedGroup merged) {
        List<String> own = merged.ownSecurityGroups();
        return own.isEmpty() ? managed(merged) : own(merged, own);
    }

    /** The shared group lets everything out, so it is no company for one that does not. */
    private static SecurityGroupPlan managed(MergedGroup merged) {
        List<SecurityGroup> groups = ManagedSecurityGroups.of(merged);
        List<SecurityGroupRef> refs = new ArrayList<>();
        groups.forEach(group -> refs.add(new SecurityGroupRef.Managed(group.resource())));
        if (!merged.settings().enableBackendSecurityGroup()
                || !merged.outbound().isEmpty()) {
            return new SecurityGroupPlan(groups, refs, Optional.of(SecurityGroupRef.Managed.FIRST), false);
        }
        SecurityGroupRef backend = backend(merged);
        refs.add(backend);
        return new SecurityGroupPlan(groups, refs, Optional.of(backend), isShared(backend));
    }

    private static SecurityGroupPlan own(MergedGroup merged, List<String> ids) {
        List<SecurityGroupRef> refs = new ArrayList<>();
        ids.forEach(id -> refs.add(new SecurityGroupRef.ById(id)));
        boolean manage = merged.wish(LoadBalancerWish::manageBackendSecurityGroupRules)
                .orElse(merged.settings().enableManageBackendSecurityGroupRules());
        if (!manage) {
            return new SecurityGroupPlan(List.of(), refs, Optional.empty(), false);
        }
        SecurityGroupRef backend = backend(merged);
        refs.add(backend);
        return new SecurityGroupPlan(List.of(), refs, Optional.of(backend), isShared(backend));
    }

    private static SecurityGroupRef backend(MergedGroup merged) {
        String id = merged.settings().backendSecurityGroup();
        return id == null || id.isEmpty() ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
    }

    private static boolean isShared(SecurityGroupRef backend) {
        return backend instanceof SecurityGroupRef.Backend;
    }
}
