package io.headgate.aws.access;

import io.headgate.core.target.AddressBlocks;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * A network interface.
 *
 * @param addresses primary and secondary ones
 * @param prefixes blocks whose addresses it has too
 * @param groups ids of its security groups
 */
record Interface(Set<InetAddress> addresses, AddressBlocks prefixes, List<String> groups) {

    Interface {
        addresses = Set.copyOf(addresses);
        groups = List.copyOf(groups);
    }

    static Interface of(InstanceNetworkInterface api) {
        return new Interface(
                addresses(
                        api.privateIpAddresses().stream().map(address -> address.privateIpAddress()),
                        api.ipv6Addresses().stream().map(address -> address.ipv6Address())),
                prefixes(
                        api.ipv4Prefixes().stream().map(prefix -> prefix.ipv4Prefix()),
                        api.ipv6Prefixes().stream().map(prefix -> prefix.ipv6Prefix())),
                api.groups().stream().map(group -> group.groupId()).toList());
    }

    static Interface of(NetworkInterface api) {
        return new Interface(
                addresses(
                        api.privateIpAddresses().stream().map(address -> address.privateIpAddress()),
                        api.ipv6Addresses().stream().map(address -> address.ipv6Address())),
                prefixes(
                        api.ipv4Prefixes().stream().map(prefix -> prefix.ipv4Prefix()),
                        api.ipv6Prefixes().stream().map(prefix -> prefix.ipv6Prefix())),
                api.groups().stream().map(group -> group.groupId()).toList());
    }

    /** Whether packets to an address, an IPv4 or IPv6 literal, arrive here. */
    boolean holds(String address) {
        return addresses.contains(InetAddress.ofLiteral(address)) || prefixes.contains(address);
    }

    private static Set<InetAddress> addresses(Stream<String> ipv4, Stream<String> ipv6) {
        return Stream.concat(ipv4, ipv6)
                .filter(Objects::nonNull)
                .map(InetAddress::ofLiteral)
                .collect(Collectors.toSet());
    }

    private static AddressBlocks prefixes(Stream<String> ipv4, Stream<String> ipv6) {
        return AddressBlocks.of(
                Stream.concat(ipv4, ipv6).filter(Objects::nonNull).toList());
    }
}
