package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.ec2.Network;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks addresses that are targets ({@code TargetDescription}). */
final class TargetAddresses {
    private final Network network;

    TargetAddresses(Network network) {
        this.network = network;
    }

    /**
     * The zone of a target. Inside the VPC it is found from the subnet, if one is known; an address outside must be private and come with the zone
     * {@code all}.
     */
    @Nullable
    String zone(String id, Optional<String> given, TargetGroup group) {
        InetAddress address = parse(id);
        boolean ipv6 = address instanceof Inet6Address;
        if (ipv6 != group.ipAddressType().equals("ipv6")) {
            throw ApiError.of(
                    "InvalidTarget", "The IP address '" + id + "' is not of the type " + group.ipAddressType());
        }
        if (network.vpc(group.vpcId()).orElseThrow().contains(id)) {
            return given.or(() -> network.zoneOf(id)).orElse(null);
        }
        if (!isPrivate(address)) {
            throw ApiError.of(
                    "InvalidTarget",
                    "The IP address '" + id + "' is not within a VPC CIDR or a private range that can be a target");
        }
        if (!given.orElse("").equals("all")) {
            throw ApiError.of(
                    "InvalidTarget",
                    "You must specify the Availability Zone 'all' for the IP address '" + id + "' outside of the VPC");
        }
        return "all";
    }

    private static InetAddress parse(String id) {
        try {
            return InetAddress.ofLiteral(id);
        } catch (IllegalArgumentException _) {
            throw ApiError.invalid("The IP address '" + id + "' is not a valid IPv4 or IPv6 address");
        }
    }

    /** RFC 1918, or RFC 6598; no other addresses outside the VPC can be targets. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return address instanceof Inet4Address && (address.isSiteLocalAddress() || shared);
    }
}
