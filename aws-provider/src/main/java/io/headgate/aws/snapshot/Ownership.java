package io.headgate.aws.snapshot;

import io.headgate.core.group.GroupId;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.TrackingTags;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose a thing is, by its tags. */
public final class Ownership {

    private final Owner owner;

    public Ownership(Owner owner) {
        this.owner = owner;
    }

    /** The group of this cluster that a thing belongs to; empty for what is not ours. */
    public Optional<GroupId> group(Map<String, String> tags) {
        String stack = tags.get(TrackingTags.STACK);
        return owner.owns(tags) && stack != null ? Optional.of(GroupId.parse(stack)) : Optional.empty();
    }

    /** Whether a thing is the shared backend security group of this cluster. */
    public boolean isBackend(Map<String, String> tags) {
        return owner.owns(tags) && TrackingTags.BACKEND_RESOURCE.equals(tags.get(TrackingTags.SHARED_RESOURCE));
    }

    /** Whether two things belong to the same group of the same cluster. */
    public static boolean sameOwner(Map<String, String> one, Map<String, String> other) {
        return Owner.same(one, other) && Objects.equals(one.get(TrackingTags.STACK), other.get(TrackingTags.STACK));
    }
}
