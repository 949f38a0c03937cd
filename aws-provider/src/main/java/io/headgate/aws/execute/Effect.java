package io.headgate.aws.execute;

import io.headgate.core.cloud.Failure;
import io.headgate.core.stack.LoadBalancer;
import org.jspecify.annotations.Nullable;

/** What came of one step. */
sealed interface Effect {

    /** Nothing to remember but that it worked. */
    Effect DONE = new Done(null, null);

    /**
     * It worked.
     *
     * @param made ARN or id of what was made, null when nothing was
     * @param status of a load balancer that was made
     */
    record Done(@Nullable String made, LoadBalancer.@Nullable Status status) implements Effect {}

    record Failed(Failure failure) implements Effect {}

    static Effect made(String handle) {
        return new Done(handle, null);
    }
}
