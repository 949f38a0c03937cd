package io.headgate.core.target;

/**
 * What the load balancer says of a target.
 *
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unused}, {@code draining} or {@code unavailable}
 * @param reason the API's reason code, empty when healthy
 */
public record TargetHealth(Target target, String state, String reason, String description) {}
