package io.headgate.simulator.ec2;

import org.jspecify.annotations.Nullable;

/**
 * A subnet.
 *
 * @param freeAtStart addresses that were free before any network interface was made here
 */
public record Subnet(
        String id,
        String vpcId,
        String zone,
        String cidr,
        @Nullable String ipv6Cidr,
        int freeAtStart) {}
