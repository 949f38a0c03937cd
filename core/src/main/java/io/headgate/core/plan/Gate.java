package io.headgate.core.plan;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a step waits for beside the steps before it: something that no call of ours brings about and that shows only with time. A step
 * whose gate is closed is left to a later pass, which plans it again.
 */
public sealed interface Gate {

    /** The same with handles replaced: placeholders by what they became. */
    Gate renamed(UnaryOperator<String> handles);

    /**
     * Enough targets of a target group are healthy for the traffic that the step brings.
     *
     * @param targetGroup the one that gets the traffic
     * @param instead the one that has it until then; null where the load balancer answers itself, by a redirect or a fixed response
     * @param serving whether the one that gets it serves others already, with as many targets as its owner finds enough
     */
    record TargetsHealthy(String targetGroup, @Nullable String instead, boolean serving) implements Gate {
        @Override
        public Gate renamed(UnaryOperator<String> handles) {
            return new TargetsHealthy(
                    handles.apply(targetGroup), instead == null ? null : handles.apply(instead), serving);
        }
    }

    /**
     * What was under way through a target group has had its time since nothing forwards there any more.
     *
     * @param delay the deregistration delay of the target group
     */
    record Drained(String targetGroup, Duration delay) implements Gate {
        @Override
        public Gate renamed(UnaryOperator<String> handles) {
            return new Drained(handles.apply(targetGroup), delay);
        }
    }

    /** Enough targets of a load balancer are healthy for the traffic of the one that it replaces. */
    record CanReplace(String former, String successor) implements Gate {
        @Override
        public Gate renamed(UnaryOperator<String> handles) {
            return new CanReplace(handles.apply(former), handles.apply(successor));
        }
    }

    /** A load balancer has served beside the one that replaces it for long enough that clients know the new address. */
    record Overlapped(String former, String successor) implements Gate {
        @Override
        public Gate renamed(UnaryOperator<String> handles) {
            return new Overlapped(handles.apply(former), handles.apply(successor));
        }
    }
}
