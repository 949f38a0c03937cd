package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import java.util.Map;

/** Calls on target groups (ELBv2 API). */
public sealed interface TargetGroupStep extends Step {

    /** Makes the target group as {@code desired}, without attributes. */
    record CreateTargetGroup(TargetGroup desired) implements TargetGroupStep {
        @Override
        public String handle() {
            return Placeholder.of("target-group", desired.resource());
        }

        @Override
        public Stack applyTo(Stack observed) {
            TargetGroup made = desired.withArn(handle()).withAttributes(Map.of());
            return observed.withTargetGroups(Edits.plus(observed.targetGroups(), made));
        }
    }

    /** Changes the health check. */
    record ModifyTargetGroup(String handle, HealthCheck healthCheck) implements TargetGroupStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.targetGroup(observed, handle, group -> group.withHealthCheck(healthCheck));
        }
    }

    /** Writes attributes; others stay as they are. */
    record ModifyTargetGroupAttributes(String handle, Map<String, String> attributes) implements TargetGroupStep {
        public ModifyTargetGroupAttributes {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public Stack applyTo(Stack observed) {
            return Edits.targetGroup(
                    observed, handle, group -> group.withAttributes(Edits.plus(group.attributes(), attributes)));
        }
    }

    /** Removes a target group to which no action forwards any more. */
    record DeleteTargetGroup(String handle) implements TargetGroupStep {
        @Override
        public Stack applyTo(Stack observed) {
            return observed.withTargetGroups(Edits.minus(observed.targetGroups(), group -> handle.equals(group.arn())));
        }
    }
}
