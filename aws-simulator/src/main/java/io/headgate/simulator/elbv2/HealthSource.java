package io.headgate.simulator.elbv2;

import java.util.Optional;

/** Where the health of targets comes from when something really checks them. */
@FunctionalInterface
public interface HealthSource {

    /** Nothing checks targets: their state follows from the time since they were registered. */
    HealthSource NONE = (group, target) -> Optional.empty();

    /** The state of a target that is in use and not draining; empty when it is not known. */
    Optional<Target.Health> health(TargetGroup group, Target target);
}
