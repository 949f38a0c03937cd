package io.headgate.proxy.config;

import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.target.Target;
import java.time.Duration;
import java.util.List;

/**
 * A target group.
 *
 * @param ref as the actions of listeners name it
 * @param protocol spoken to the targets; with HTTPS their certificates are not verified, as Application Load Balancers do it
 * @param targets registered ones; a target that is taken off is drained
 * @param deregistrationDelay how long requests of a drained target may still run
 */
public record TargetGroupConfig(
        TargetGroupRef ref,
        Protocol protocol,
        HealthCheckConfig healthCheck,
        List<Target> targets,
        Duration deregistrationDelay) {
    public TargetGroupConfig {
        targets = List.copyOf(targets);
    }
}
