package io.headgate.core.target;

import org.jspecify.annotations.Nullable;

/**
 * A target of a target group.
 *
 * @param id instance id or IP address
 * @param availabilityZone {@code all} for an address outside the VPC, otherwise null unless the API wants to know it
 */
public record Target(String id, int port, @Nullable String availabilityZone) {

    public Target withAvailabilityZone(@Nullable String replacement) {
        return new Target(id, port, replacement);
    }
}
