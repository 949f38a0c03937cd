package io.headgate.operator.targets;

import java.time.Duration;

/**
 * How targets are kept.
 *
 * @param healthInterval how soon after a change of targets their health is looked at
 * @param limits how many targets are registered in a target group at most
 * @param concurrent how many bindings are worked on at once; 0 for any number
 * @param failOpen whether targets on nodes of unknown readiness count when no other does
 * @param maxShareRemoved how many of the targets of a target group, in percent, may go in one pass without anything that explains it
 *     before the API server is asked itself; 100 to believe the watch always
 * @param longestReplacement how long healthy targets that are not wanted any more stay at most until others are healthy; zero for as long
 *     as what is behind them serves
 * @param endpointResync how often the endpoints of each binding are read past the watch; zero for never
 * @param led whether another process may have led before
 */
public record TargetSettings(
        Duration healthInterval,
        TargetLimits limits,
        int concurrent,
        boolean failOpen,
        int maxShareRemoved,
        Duration longestReplacement,
        Duration endpointResync,
        boolean led) {}
