package io.headgate.simulator.ec2;

/**
 * One permission of a security group with one peer.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all
 * @param fromPort -1 for all
 * @param toPort -1 for all
 * @param description may be empty
 */
public record SecurityGroupRule(
        String id,
        String groupId,
        boolean egress,
        String protocol,
        int fromPort,
        int toPort,
        Peer peer,
        String description) {

    /** Where traffic comes from, or goes to. */
    public sealed interface Peer {}

    public record Ipv4(String cidr) implements Peer {}

    public record Ipv6(String cidr) implements Peer {}

    public record PrefixList(String id) implements Peer {}

    public record Group(String id) implements Peer {}

    /** Whether both permit the same; ids and descriptions do not matter. */
    boolean permitsSame(SecurityGroupRule other) {
        return groupId.equals(other.groupId)
                && egress == other.egress
                && protocol.equals(other.protocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && peer.equals(other.peer);
    }

    SecurityGroupRule described(String text) {
        return new SecurityGroupRule(id, groupId, egress, protocol, fromPort, toPort, peer, text);
    }
}
