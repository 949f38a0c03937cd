package io.headgate.proxy;

import io.headgate.proxy.config.AddressMapping;
import java.time.InstantSource;

/**
 * What a data plane needs to run.
 *
 * @param eventLoops threads that serve traffic, at least 1
 * @param seed of the choices among weighted target groups
 */
public record DataPlaneSettings(AddressMapping addresses, int eventLoops, InstantSource clock, long seed) {

    /** One event loop for each processor. */
    public static DataPlaneSettings of(AddressMapping addresses, InstantSource clock) {
        return new DataPlaneSettings(addresses, Runtime.getRuntime().availableProcessors(), clock, clock.millis());
    }
}
