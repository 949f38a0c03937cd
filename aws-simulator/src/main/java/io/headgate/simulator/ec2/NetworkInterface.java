package io.headgate.simulator.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface.
 *
 * @param addresses IPv4, the primary one first
 * @param owner the instance it is attached to, or the ARN of the load balancer it was made for; null when free
 * @param requesterManaged made by a service for itself, as those of load balancers are
 */
public record NetworkInterface(
        String id,
        String subnetId,
        String vpcId,
        String zone,
        String description,
        List<String> addresses,
        List<String> ipv6Addresses,
        List<String> groupIds,
        @Nullable String owner,
        boolean requesterManaged) {
    public NetworkInterface {
        addresses = List.copyOf(addresses);
        ipv6Addresses = List.copyOf(ipv6Addresses);
        groupIds = List.copyOf(groupIds);
    }

    NetworkInterface withGroups(List<String> changed) {
        return new NetworkInterface(
                id, subnetId, vpcId, zone, description, addresses, ipv6Addresses, changed, owner, requesterManaged);
    }

    NetworkInterface withAddresses(List<String> changed) {
        return new NetworkInterface(
                id, subnetId, vpcId, zone, description, changed, ipv6Addresses, groupIds, owner, requesterManaged);
    }
}
