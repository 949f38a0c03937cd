package io.headgate.operator.safety;

import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;

/**
 * How careful the whole operator is. Classes and objects may be more careful, never less.
 *
 * @param mode Observe to change nothing in AWS at all
 * @param requireApproval whether whatever is removed or replaced must be approved first
 * @param removalLimit percentage of the things of one kind that a pass over a group may remove without looking a second time; 0 to 100
 */
public record SafetySettings(Mode mode, boolean requireApproval, int removalLimit) {

    public static final SafetySettings DEFAULT = new SafetySettings(Mode.Apply, false, 50);

    public SafetySettings {
        if (removalLimit < 0 || removalLimit > 100) {
            throw new IllegalArgumentException("not a percentage: " + removalLimit);
        }
    }
}
