package io.headgate.core.plan;

import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroup.HealthCheck;
import io.headgate.core.stack.TargetGroup.LoadBalancerTarget;
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
            TargetGroup made =
                    desired.withArn(handle()).withAttributes(Map.of()).withLoadBalancerTarget(null);
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

    /** Makes a listener of a load balancer the target; a group has at most one such. */
    record RegisterTargets(String handle, LoadBalancerTarget target) implements TargetGroupStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.targetGroup(observed, handle, group -> group.withLoadBalancerTarget(target));
        }
    }

    /** Takes that target away. */
    record DeregisterTargets(String handle, LoadBalancerTarget target) implements TargetGroupStep {
        @Override
        public Stack applyTo(Stack observed) {
            return Edits.targetGroup(observed, handle, group -> group.withLoadBalancerTarget(null));
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
