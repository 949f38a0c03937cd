package io.headgate.core.plan;

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
 */
public record Policy(
        Set<String> externalManagedTags,
        Set<String> formerTagKeys,
        @Nullable String backendSecurityGroupId,
        boolean tagsListenersAndRules) {

    public Policy {
        externalManagedTags = Set.copyOf(externalManagedTags);
        formerTagKeys = Set.copyOf(formerTagKeys);
    }

    /** LBC's defaults, with the shared backend security group as it is. */
    public static Policy defaults(@Nullable String backendSecurityGroupId) {
        return new Policy(Set.of(), Set.of(), backendSecurityGroupId, true);
    }
}
