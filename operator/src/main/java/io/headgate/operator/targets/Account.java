package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of the account that the targets are in.
 *
 * @param unloaded serves targets before all of the account is read
 * @param loaded waits until all is read
 * @param loadedByNow the same, or empty: waits for nothing
 */
public record Account(
        CloudProvider unloaded, Supplier<CloudProvider> loaded, Supplier<Optional<CloudProvider>> loadedByNow) {}
