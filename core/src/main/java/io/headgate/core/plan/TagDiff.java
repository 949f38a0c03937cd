package io.headgate.core.plan;

import io.headgate.core.naming.TrackingTags;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What to do about the tags of a resource that exists.
 *
 * @param added tags to write
 * @param removed keys to remove
 */
record TagDiff(Map<String, String> added, Set<String> removed) {

    /** Says which resource of a stack a thing is. On rules it stays as it was at creation, since priorities move. */
    static final String RESOURCE = TrackingTags.RESOURCE;

    static TagDiff between(Map<String, String> desired, Map<String, String> observed, Policy policy) {
        Map<String, String> added = new TreeMap<>(desired);
        added.keySet().removeAll(policy.externalManagedTags());
        added.entrySet().removeIf(tag -> tag.getValue().equals(observed.get(tag.getKey())));
        Set<String> removed = new TreeSet<>(observed.keySet());
        removed.retainAll(policy.formerTagKeys());
        removed.removeAll(desired.keySet());
        removed.removeAll(policy.externalManagedTags());
        removed.removeIf(key -> key.startsWith("aws:"));
        return new TagDiff(added, removed);
    }

    /** Plans the calls for a load balancer, target group, listener or rule. */
    void plan(Draft draft, String handle, Set<Integer> after) {
        if (!added.isEmpty()) {
            draft.add(new TagStep.AddTags(handle, added), Risk.NONE, after);
        }
        if (!removed.isEmpty()) {
            draft.add(new TagStep.RemoveTags(handle, removed), Risk.NONE, after);
        }
    }
}
