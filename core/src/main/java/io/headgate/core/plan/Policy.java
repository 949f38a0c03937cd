package io.headgate.core.plan;

import io.headgate.core.quota.Limits;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan must know beside the two stacks.
 *
 * @param externalManagedTags tag keys that others manage: never written, never removed
 * @param formerTagKeys tag keys that earlier desired stacks of the group set; only those are removed when they are no longer desired,
 *     since whose another one is cannot be known
 * @param backendSecurityGroupId the cluster's shared backend security group; null while it does not exist
 * @param tagsListenersAndRules feature gate {@code ListenerRulesTagging}
 * @param replacesLoadBalancers whether a load balancer may be replaced by another; if not, one whose scheme differs keeps its scheme
 *     and where it is, and is made what is asked for otherwise
 * @param limits of the account, which a plan does not exceed on its way
 */
public record Policy(
        Set<String> externalManagedTags,
        Set<String> formerTagKeys,
        @Nullable String backendSecurityGroupId,
        boolean tagsListenersAndRules,
        boolean replacesLoadBalancers,
        Limits limits) {

    public Policy {
        externalManagedTags = Set.copyOf(externalManagedTags);
        formerTagKeys = Set.copyOf(formerTagKeys);
    }

    /** In an account that has the limits of a new one. */
    public Policy(
            Set<String> externalManagedTags,
            Set<String> formerTagKeys,
            @Nullable String backendSecurityGroupId,
            boolean tagsListenersAndRules,
            boolean replacesLoadBalancers) {
        this(
                externalManagedTags,
                formerTagKeys,
                backendSecurityGroupId,
                tagsListenersAndRules,
                replacesLoadBalancers,
                Limits.ASSUMED);
    }

    /** LBC's defaults, with the shared backend security group as it is. */
    public static Policy defaults(@Nullable String backendSecurityGroupId) {
        return new Policy(Set.of(), Set.of(), backendSecurityGroupId, true, true);
    }

    /** The same, with or without leave to replace load balancers. */
    public Policy withReplacesLoadBalancers(boolean replacement) {
        return new Policy(
                externalManagedTags, formerTagKeys, backendSecurityGroupId, tagsListenersAndRules, replacement, limits);
    }

    /** The same in an account with these limits. */
    public Policy withLimits(Limits known) {
        return new Policy(
                externalManagedTags,
                formerTagKeys,
                backendSecurityGroupId,
                tagsListenersAndRules,
                replacesLoadBalancers,
                known);
    }
}
