package io.headgate.operator.drift;

import io.headgate.core.group.GroupId;

/** What becomes of what was found. Called on the thread that looks. */
public interface DriftReaction {

    /** A group is not as it was: somebody should make it so again. */
    void changed(GroupId group);

    /** Something of a group was missing in one answer and there in another. */
    void doubtful(GroupId group);

    /** Permissions that let load balancers reach targets are not as they were. */
    void accessChanged();
}
