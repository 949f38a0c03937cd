package io.headgate.core.cloud;

import org.jspecify.annotations.Nullable;

/**
 * A role of another account that is assumed to reach its target groups.
 *
 * @param externalId what that account demands to know; null if nothing
 */
public record AssumedRole(String arn, @Nullable String externalId) {}
