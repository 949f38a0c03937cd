package io.headgate.operator.targets;

import java.time.Duration;

/**
 * How targets are kept.
 *
 * @param healthInterval how soon after a change of targets their health is looked at
 * @param maxTargetsPerTargetGroup how many targets are registered in a target group at most; 0 for no limit
 * @param concurrent how many bindings are worked on at once; 0 for any number
 * @param failOpen whether targets on nodes of unknown readiness count when no other does
 */
public record TargetSettings(Duration healthInterval, int maxTargetsPerTargetGroup, int concurrent, boolean failOpen) {}
