package io.headgate.simulator.elbv2;

import io.headgate.core.routing.RoutingRule;

/**
 * A rule of a listener other than the default one.
 *
 * @param priority 1 to 50000, unique within the listener
 */
public record Rule(String arn, String listenerArn, int priority, RoutingRule routing) {

    Rule withPriority(int changed) {
        return new Rule(arn, listenerArn, changed, routing);
    }

    Rule withRouting(RoutingRule changed) {
        return new Rule(arn, listenerArn, priority, changed);
    }
}
